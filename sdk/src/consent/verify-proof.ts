import { type LoggedReceipt, parseLoggedReceipt, verifySignIn } from '@symbolon/protocol/consent'
import type { SiweSignIn } from '@symbolon/protocol/identity'
import { SymbolonError, type Words } from '@symbolon/protocol/kernel'
import {
  logErrors,
  parseReceiptProof,
  type ReceiptTrust,
  type ShownReceipt,
  verifyReceiptProof,
} from '@symbolon/protocol/log'
import type { LedgerPlace } from '../kernel/index.ts'
import { type Anchoring, findAnchoring } from '../log/index.ts'

const noReceipt: Words = { en: 'what it shows is no receipt', el: 'αυτό που δείχνει δεν είναι απόδειξη' }

/** A proof to be verified, and whose word counts. */
export interface ProofVerifying extends ReceiptTrust {
  /** Bytes of the file. */
  readonly file: Uint8Array
  /** A ledger to be asked; without it nothing leaves this machine. */
  readonly anchor?: LedgerPlace
}

/** What a proof was found to show. */
export interface VerifiedReceipt extends Omit<ShownReceipt, 'sign_in'> {
  readonly receipt: LoggedReceipt
  /** Who signed in to open the session that the receipt names; `null` when the receipt or the file has none. */
  readonly sign_in: SiweSignIn | null
  /** What the ledger says; `null` when it was not asked. */
  readonly anchoring: Anchoring | null
}

/**
 * What a proof of a receipt shows, with nobody's word but that of the keys that are trusted. Without a policy and without
 * a pinned key it is the file's own key: then the file proves that it is whole, and not whose log it is.
 * @throws LOG_PROOF_INVALID, LOG_NOTE_INVALID, LOG_CHECKPOINT_INVALID, LOG_INCLUSION_UNPROVEN, LOG_SIGNATURE_INVALID,
 * LOG_SIGNATURE_MISSING, LOG_QUORUM_MISSING, LOG_PROOF_ALTERED, LOG_SIGN_IN_UNPROVEN, LOG_ANCHOR_UNPROVEN, SDK_LEDGER_UNREACHABLE
 * @example const { receipt, signed } = await verifyProof({ file: await readFile(path), policy })
 */
export async function verifyProof({ file, anchor, ...trust }: ProofVerifying): Promise<VerifiedReceipt> {
  const shown = verifyReceiptProof(parseReceiptProof(file), trust)
  const receipt = receiptOf(shown.body)
  const sign_in = await verifySignIn(receipt, shown.sign_in)
  const anchoring = anchor === undefined ? null : await findAnchoring(shown, anchor)
  return { ...shown, receipt, sign_in, anchoring }
}

function receiptOf(body: string): LoggedReceipt {
  try {
    return parseLoggedReceipt(body)
  } catch (cause) {
    if (cause instanceof SymbolonError) throw logErrors.LOG_PROOF_INVALID({ reason: noReceipt }, { cause })
    throw cause
  }
}
