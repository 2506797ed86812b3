import type { SignedCheckpoint } from '@symbolon/protocol/log'
import { auditEntries, LogHistory, LogTiles, readCheckpoint } from '@symbolon/sdk/log'
import {
  exitCodes,
  formatCount,
  hasOption,
  type Input,
  type Output,
  type Run,
  startProgress,
  textOption,
  type Verb,
} from '../kernel/index.ts'
import type { AnchorEntries } from './audit-anchor-entries.ts'
import { auditLedger } from './audit-ledger.ts'
import { auditOpenings, type OpenedReceipts } from './audit-openings.ts'
import { readAudited, rememberAudited } from './audited-logs.ts'
import type { LogDoors } from './doors.ts'
import { examining } from './log-fault.ts'
import { type OpenedLog, openLog } from './open-log.ts'
import { auditWords as words } from './words.ts'

interface Audit {
  readonly origin: string
  readonly size: number
  readonly root: string
  /** Entries that were audited before and not read again. */
  readonly from: number
  readonly entries: number
  readonly anchors: number
  /** Receipts of the newest anchors. */
  readonly anchor_receipts: AnchorEntries
  readonly receipts: OpenedReceipts | null
}

/** `symbolon log audit`: reads the log to its newest checkpoint and holds everything against everything. */
export function logAudit(doors: LogDoors): Verb {
  return (run, input) =>
    examining(run.output, async () => {
      const opened = await openLog(run, { doors, vkey: textOption(input, 'vkey') })
      const audit = await auditLog(run, { opened, doors, input })
      run.output.result(audit, () => auditText(audit, run.output))
      return exitCodes.ok
    })
}

async function auditLog(run: Run, of: { opened: OpenedLog; doors: LogDoors; input: Input }): Promise<Audit> {
  const { opened, doors, input } = of
  // Whose keys are used is asked before the long walk.
  const client = hasOption(input, 'deep') ? (await doors.openLastingClient(run)).client : undefined
  const checkpoint = await readCheckpoint(opened.reader, opened.log)
  const from = hasOption(input, 'fromStart') ? undefined : await readAudited(opened.home, opened.log)
  const tiles = new LogTiles(opened.reader, checkpoint)
  const entries = await walk(run, { opened, tiles, from })
  const history = new LogHistory(tiles, opened)
  const { anchors, anchor_receipts } = await auditLedger(opened, { history, rpc_url: textOption(input, 'rpc') })
  const receipts = client === undefined ? null : await auditOpenings(client, { history, log: opened.log })
  await rememberAudited(opened.home, checkpoint)
  const { origin, size } = checkpoint
  const root = Buffer.from(checkpoint.root).toString('base64')
  return { origin, size, root, from: from?.size ?? 0, entries, anchors, anchor_receipts, receipts }
}

async function walk(
  run: Run,
  { opened, tiles, from }: { opened: OpenedLog; tiles: LogTiles; from: SignedCheckpoint | undefined },
): Promise<number> {
  const draw = run.interactive && !run.output.json
  const total = Math.max(0, tiles.checkpoint.size - (from?.size ?? 0))
  const progress = startProgress({ label: words.walking, total, language: run.output.language, draw })
  try {
    return await auditEntries({ reader: opened.reader, tiles, from, onProgress: progress.advance })
  } finally {
    progress.end()
  }
}

function auditText({ size, from, entries, anchors, anchor_receipts, receipts }: Audit, output: Output): string {
  const number = (value: number) => formatCount(value, output.language)
  const lines = [
    output.words(words.audited, { size: number(size), entries: number(entries), from: number(from) }),
    output.words(words.anchors, { anchors: number(anchors) }),
  ]
  const { found, pending } = anchor_receipts
  if (found + pending > 0)
    lines.push(output.words(words.anchorEntries, { found: number(found), pending: number(pending) }))
  if (receipts !== null) {
    const { opened, destroyed } = receipts
    const facts = { opened: number(opened), pending: number(receipts.pending), destroyed: number(destroyed) }
    lines.push(output.words(words.receipts, facts))
  }
  return lines.join('\n')
}
