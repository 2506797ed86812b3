import { fromBase64Url, utf8 } from '@symbolon/protocol/kernel'
import {
  type AnchorClaim,
  type NoteVerifier,
  openSalt,
  parseCheckpoint,
  receiptProofText,
  type SignInClaim,
} from '@symbolon/protocol/log'
import { openAge } from '@symbolon/protocol/vault'
import { ownIdentity } from '../identity/index.ts'
import { type Client, sdkErrors } from '../kernel/index.ts'
import { getLogKey } from '../log/index.ts'
import { askAsAnybody } from './ask-as-anybody.ts'
import { verifyProof } from './verify-proof.ts'

/** Which receipt to prove. */
export interface ProofAsking {
  readonly receipt: string
  /** Keys of logs that were met before: a node that shows another one for the same log is refused. */
  readonly pinned?: readonly NoteVerifier[]
}

interface ProofAnswer {
  readonly name: string
  readonly body: string
  readonly index: number
  readonly hashes: readonly string[]
  readonly checkpoint: string
  readonly anchor: AnchorClaim | null
  /** Nodes of before did not tell it. */
  readonly sign_in?: SignInClaim | null
  /** Of a receipt that is about nobody; else the two seals. */
  readonly salt?: string | null
  readonly sealed: string | null
  readonly opening_key: string | null
}

/**
 * The file `….tlog-proof` that shows anybody, without this node, that a receipt stands in its log; its salt is opened
 * here with the caller's own keys, and the whole is verified before it is handed out. Of a receipt that is about nobody
 * the salt is in clear, and a client without keys gets its proof too.
 * @returns text of the file
 * @throws LOG_PROOF_PENDING until a checkpoint is published (ask again), LOG_OPENING_DESTROYED after erasure,
 * CONSENT_RECEIPT_UNKNOWN, SDK_NODE_UNTRUE, LOG_PROOF_INVALID for what is no receipt, LOG_SIGNATURE_MISSING for a log with
 * another key than is pinned, LOG_SIGN_IN_UNPROVEN
 * @example const text = await getProof(eleni, { receipt })
 */
export async function getProof(client: Client, { receipt, pinned = [] }: ProofAsking): Promise<string> {
  const path = `/v1/receipts/${encodeURIComponent(receipt)}/proof`
  const answer = await askAsAnybody<ProofAnswer>(client, { method: 'GET', path, once: true })
  if (answer.name !== receipt) throw sdkErrors.SDK_NODE_UNTRUE({ what: receipt })
  const log = await getLogKey(client)
  const text = receiptProofText({
    body: answer.body,
    salt: await saltOf(client, answer),
    index: answer.index,
    proof: answer.hashes.map(hashOf),
    checkpoint: parseCheckpoint(answer.checkpoint),
    log,
    anchor: answer.anchor,
    ...(answer.sign_in && { sign_in: answer.sign_in }),
  })
  const shown = await verifyProof({ file: utf8(text), pinned })
  if (shown.receipt.receipt !== receipt) throw sdkErrors.SDK_NODE_UNTRUE({ what: receipt })
  return text
}

async function saltOf(client: Client, { name, salt, sealed, opening_key }: ProofAnswer): Promise<Uint8Array> {
  if (typeof salt === 'string') return fromBase64Url(salt)
  if (sealed === null || opening_key === null) throw sdkErrors.SDK_NODE_UNTRUE({ what: name })
  return await openOpening(client, { name, sealed, opening_key })
}

/**
 * The salt of an entry that was sealed to the caller, opened with the caller's keys.
 * @throws VAULT_IDENTITY_MISMATCH for a seal to others, LOG_OPENING_UNREADABLE
 */
export async function openOpening(
  client: Client,
  opening: { readonly name: string; readonly sealed: string; readonly opening_key: string },
): Promise<Uint8Array> {
  const key = openAge({ file: fromBase64Url(opening.opening_key), identities: [await ownIdentity(client)] })
  return openSalt({ name: opening.name, sealed: fromBase64Url(opening.sealed), key })
}

function hashOf(base64: string): Uint8Array {
  return Uint8Array.from(Buffer.from(base64, 'base64'))
}
