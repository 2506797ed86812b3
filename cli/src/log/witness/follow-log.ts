import { hasCode } from '@symbolon/protocol/kernel'
import type { SignedCheckpoint } from '@symbolon/protocol/log'
import { type LogReader, LogTiles, proveGrowth, readCheckpoint, readLogKey } from '@symbolon/sdk/log'
import type { Outcome, Witness } from './witness.ts'

/**
 * Looks at the newest checkpoint of the log once, and cosigns it when its tiles prove that the log has only grown.
 * At first contact the key that the log tells is pinned.
 * @throws as `readCheckpoint`, `proveGrowth` for tiles that cannot be believed, and `Witness.take`
 */
export async function followLog(witness: Witness, reader: LogReader): Promise<Outcome> {
  if (witness.forked !== undefined) return { kind: 'forked', size: witness.last?.size ?? 0, evidence: witness.forked }
  if (witness.log === undefined) await witness.pin(await readLogKey(reader))
  const log = witness.log
  if (log === undefined) throw new TypeError('no log is pinned')
  // Whatever is cosigned while the answer is on its way is not older than the answer.
  const before = witness.last
  const checkpoint = await readCheckpoint(reader, log)
  return await judge(witness, { before, checkpoint, reader })
}

interface Judging {
  readonly before: SignedCheckpoint | undefined
  readonly checkpoint: SignedCheckpoint
  readonly reader: LogReader
}

async function judge(witness: Witness, { before, checkpoint, reader }: Judging): Promise<Outcome> {
  const tiles = new LogTiles(reader, checkpoint)
  try {
    const proof = before === undefined ? [] : await proveGrowth(before, tiles)
    if (before?.size !== checkpoint.size) await tiles.rightEdge()
    return await witness.take({ old_size: before?.size ?? 0, proof, checkpoint })
  } catch (fault) {
    const kind = hasCode(fault, 'LOG_HISTORY_SHRUNK')
      ? 'shrunk'
      : hasCode(fault, 'LOG_HISTORY_FORKED')
        ? 'forked'
        : undefined
    if (kind === undefined || before === undefined) throw fault
    return await witness.contradict({ kind, cosigned: before, contradicting: checkpoint })
  }
}
