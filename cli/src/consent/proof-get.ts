import { utf8 } from '@symbolon/protocol/kernel'
import { verifyProof } from '@symbolon/sdk/consent'
import { readKnownLogs, rememberLog } from '../identity/index.ts'
import { exitCodes, textOption, type Verb } from '../kernel/index.ts'
import { openForReceipt } from './open-for-receipt.ts'
import { requireNew, writeNew } from './proof-file.ts'
import { proofWords as words } from './proof-words.ts'
import { WAIT_S_MAX, waitForProof } from './wait-for-proof.ts'

/** `symbolon proof get`: waits until a checkpoint covers the receipt, unless told not to; the log's key is remembered. */
export const proofGet: Verb = async (run, input) => {
  const receipt = input.operands[0] ?? ''
  const target = textOption(input, 'out') ?? `${receipt}.tlog-proof`
  await requireNew(target)
  const { client, home } = await openForReceipt(run)
  const pinned = await readKnownLogs(home)
  const wait_s = input.options.wait === false ? 0 : WAIT_S_MAX
  const text = await waitForProof(run, client, { receipt, pinned, wait_s })
  const { index, size, origin, log } = await verifyProof({ file: utf8(text), pinned })
  const path = await writeNew(target, text)
  await rememberLog(home, log)
  run.output.result({ receipt, path, index, size, origin }, () =>
    run.output.words(words.written, { path, index, size }),
  )
  return exitCodes.ok
}
