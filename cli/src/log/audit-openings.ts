import { equalBytes, hasCode, utf8 } from '@symbolon/protocol/kernel'
import { getProof, verifyProof } from '@symbolon/sdk/consent'
import type { Client } from '@symbolon/sdk/kernel'
import { type LogHistory, logReadingErrors, type TrustedLog } from '@symbolon/sdk/log'
import { ownReceipts } from './own-receipts.ts'

/** What became of the caller's receipts. */
export interface OpenedReceipts {
  /** Opened, found in the log, and in the log that everybody sees. */
  opened: number
  /** In no published checkpoint yet. */
  pending: number
  /** What opened them is gone for ever. */
  destroyed: number
}

/**
 * Opens every receipt that the caller may open, and holds it against the history of the log.
 * @throws LOG_OPENING_UNTRUE, and as `getProof`
 */
export async function auditOpenings(
  client: Client,
  { history, log }: { readonly history: Pick<LogHistory, 'rootAt'>; readonly log: TrustedLog['log'] },
): Promise<OpenedReceipts> {
  const found: OpenedReceipts = { opened: 0, pending: 0, destroyed: 0 }
  for await (const { receipt, state } of ownReceipts(client)) {
    const file =
      state === 'ready' ? await getProof(client, { receipt, pinned: [log] }).catch(destroyedMeanwhile) : state
    if (file === 'pending' || file === 'destroyed') found[file]++
    else {
      const { size, root } = await verifyProof({ file: utf8(file), pinned: [log] })
      if (!equalBytes(await history.rootAt(size), root)) throw logReadingErrors.LOG_OPENING_UNTRUE({ receipt })
      found.opened++
    }
  }
  return found
}

function destroyedMeanwhile(fault: unknown): 'destroyed' {
  if (hasCode(fault, 'LOG_OPENING_DESTROYED')) return 'destroyed'
  throw fault
}
