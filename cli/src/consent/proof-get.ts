import { readKnownLogs, rememberLog } from '../identity/index.ts'
import { exitCodes, textOption, type Verb } from '../kernel/index.ts'
import type { ProofKind } from '../log/index.ts'
import { openForReceipt } from './open-for-receipt.ts'
import { requireNew, writeNew } from './proof-file.ts'
import { proofWords as words } from './proof-words.ts'
import { WAIT_S_MAX, waitForProof } from './wait-for-proof.ts'

/** `symbolon proof get`: waits until a checkpoint covers the receipt, unless told not to; the log's key is remembered. */
export function proofGet(kinds: readonly ProofKind[]): Verb {
  return async (run, input) => {
    const name = input.operands[0] ?? ''
    const { get } = kinds.find((kind) => kind.get?.isNamed(name)) as Required<ProofKind>
    const target = textOption(input, 'out') ?? `${fileName(name)}.tlog-proof`
    await requireNew(target)
    const { client, home } = await openForReceipt(run)
    const pinned = await readKnownLogs(home)
    const wait_s = input.options.wait === false ? 0 : WAIT_S_MAX
    const ask = () => get.file(client, { name, pinned })
    const { text, index, size, origin, log } = await waitForProof(run, { ask, wait_s })
    const path = await writeNew(target, text)
    await rememberLog(home, log)
    run.output.result({ receipt: name, path, index, size, origin }, () =>
      run.output.words(words.written, { path, index, size }),
    )
    return exitCodes.ok
  }
}

/** A name that a file may have: of the URI of an event its digest. */
function fileName(name: string): string {
  return /[0-9a-f]{64}/.exec(name)?.[0] ?? name
}
