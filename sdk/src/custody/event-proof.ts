import { type EventReceipt, parseEventReceipt } from '@symbolon/protocol/custody'
import { fromBase64Url } from '@symbolon/protocol/kernel'
import {
  type AnchorClaim,
  parseCheckpoint,
  parseReceiptProof,
  type ReceiptTrust,
  receiptProofText,
  type ShownReceipt,
  verifyReceiptProof,
} from '@symbolon/protocol/log'
import { askSigned } from '../identity/index.ts'
import { type Client, sdkErrors } from '../kernel/index.ts'
import { getLogKey } from '../log/index.ts'

/** What a proof of an event was found to show. */
export interface VerifiedEvent extends ShownReceipt {
  /** When the event was told and by whom; what it says stands under its hash. */
  readonly receipt: EventReceipt
}

interface ProofAnswer {
  readonly body: string
  readonly salt: string
  readonly index: number
  readonly hashes: readonly string[]
  readonly checkpoint: string
  readonly anchor: AnchorClaim | null
}

/**
 * The file `….tlog-proof` that shows anybody, without this node, that an event stands in its log, and nothing of what the
 * event says; verified before it is handed out.
 * @param asking.hash `ni` URI of CBV 2.0
 * @returns text of the file
 * @throws CUSTODY_EVENT_UNKNOWN, LOG_PROOF_PENDING until a checkpoint is published (ask again), SDK_NODE_UNTRUE
 */
export async function getEventProof(client: Client, { hash }: { readonly hash: string }): Promise<string> {
  const path = `/v1/custody/events/${encodeURIComponent(hash)}/proof`
  const answer = await askSigned<ProofAnswer>(client, { method: 'GET', path, once: true })
  const text = receiptProofText({
    body: answer.body,
    salt: fromBase64Url(answer.salt),
    index: answer.index,
    proof: answer.hashes.map((one) => Uint8Array.from(Buffer.from(one, 'base64'))),
    checkpoint: parseCheckpoint(answer.checkpoint),
    log: await getLogKey(client),
    anchor: answer.anchor,
  })
  const { receipt } = verifyEventProof({ file: Buffer.from(text) })
  if (receipt.event !== hash) throw sdkErrors.SDK_NODE_UNTRUE({ what: hash })
  return text
}

/**
 * What a proof of an event shows, with nobody's word but that of the keys that are trusted.
 * @param verifying.file bytes of the file
 * @throws LOG_PROOF_INVALID, LOG_NOTE_INVALID, LOG_CHECKPOINT_INVALID, LOG_INCLUSION_UNPROVEN, LOG_SIGNATURE_INVALID,
 * LOG_SIGNATURE_MISSING, LOG_QUORUM_MISSING, LOG_PROOF_ALTERED, CUSTODY_RECEIPT_INVALID for a proof of something else
 */
export function verifyEventProof({ file, ...trust }: ReceiptTrust & { readonly file: Uint8Array }): VerifiedEvent {
  const shown = verifyReceiptProof(parseReceiptProof(file), trust)
  return { ...shown, receipt: parseEventReceipt(shown.body) }
}
