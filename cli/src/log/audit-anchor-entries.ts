import type { LoggedReceipt } from '@symbolon/protocol/consent'
import { equalBytes, hasCode, utf8 } from '@symbolon/protocol/kernel'
import { getProof, verifyProof } from '@symbolon/sdk/consent'
import type { Client } from '@symbolon/sdk/kernel'
import { type LogAnchor, type LogHistory, logReadingErrors, type TrustedLog } from '@symbolon/sdk/log'

/** What became of the entries of anchors. */
export interface AnchorEntries {
  /** Found in the log that everybody sees, saying what the ledger is said to have. */
  found: number
  /** In no published checkpoint yet. */
  pending: number
}

/** A ledger that was asked itself, and the anchors that it has: hash of the transaction, a space, size. */
export interface SeenLedger {
  readonly chain_id: number
  readonly anchors: Set<string>
}

interface AnchorAudit {
  readonly anchors: readonly LogAnchor[]
  readonly history: Pick<LogHistory, 'rootAt'>
  readonly log: TrustedLog['log']
  readonly ledger?: SeenLedger
}

/**
 * Finds the entries of anchors in the log and holds them against the anchors; older anchors have none.
 * @throws LOG_ANCHOR_ENTRY_UNTRUE, LOG_OPENING_UNTRUE, and as `getProof`
 */
export async function auditAnchorEntries(client: Client, audit: AnchorAudit): Promise<AnchorEntries> {
  const { history, log, ledger } = audit
  const entries: AnchorEntries = { found: 0, pending: 0 }
  for (const anchor of audit.anchors) {
    const { receipt } = anchor
    if (typeof receipt !== 'string') continue
    const file = await getProof(client, { receipt, pinned: [log] }).catch(pendingYet)
    if (file === undefined) entries.pending++
    else {
      const shown = await verifyProof({ file: utf8(file), pinned: [log] })
      if (!equalBytes(await history.rootAt(shown.size), shown.root))
        throw logReadingErrors.LOG_OPENING_UNTRUE({ receipt })
      if (!tellsOf(anchor, shown) || !standsOn(ledger, anchor))
        throw logReadingErrors.LOG_ANCHOR_ENTRY_UNTRUE({ receipt })
      entries.found++
    }
  }
  return entries
}

function standsOn(ledger: SeenLedger | undefined, { chain_id, transaction, size }: LogAnchor): boolean {
  return ledger === undefined || ledger.chain_id !== chain_id || ledger.anchors.has(`${transaction} ${size}`)
}

function tellsOf(anchor: LogAnchor, { receipt, origin }: { readonly receipt: LoggedReceipt; readonly origin: string }) {
  if (receipt.kind !== 'anchored' || receipt.origin !== origin) return false
  const { size, root, block, transaction, chain_id, contract } = anchor
  const isThere =
    receipt.network === `eip155:${chain_id}:${contract.toLowerCase()}` && receipt.transaction === transaction
  return isThere && receipt.size === size && receipt.root === root && receipt.block === block
}

function pendingYet(fault: unknown): undefined {
  if (!hasCode(fault, 'LOG_PROOF_PENDING')) throw fault
}
