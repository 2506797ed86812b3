import { fromBase64Url, fromHex, type Hex } from '@symbolon/protocol/kernel'
import type { NoteVerifier } from '@symbolon/protocol/log'
import {
  batchNumberOf,
  type PackAnswer,
  packLeaf,
  parseExpiry,
  parseGtin,
  parseLot,
  parseSerial,
  type SignedAnswer,
  tokenIdOf,
  verifyAnswer,
  verifyLeaf,
} from '@symbolon/protocol/medicines'
import { askAsAnybody } from '../consent/index.ts'
import { type Client, sdkErrors } from '../kernel/index.ts'
import { getLogKey } from '../log/index.ts'
import { getStatusKey } from './status-key.ts'

/** A pack that was scanned. */
export interface PackVerifying {
  /** What the scanner sent, or a GS1 Digital Link; at most 1,000 characters. */
  readonly scan: string
  /** H3 cell of resolution 5 where it was scanned; kept with the hour and a salted id of the pack. Not told unless given. */
  readonly cell?: string
  /** Tells two scanners of one session apart, 1 to 64 characters. */
  readonly scanner?: string
  /** Keys of logs that were met before: a node whose log has another one under the same name is not believed. */
  readonly pinned?: readonly NoteVerifier[]
}

/** What a node said of a pack, and what of it was found to be so without believing the node. */
export interface VerifiedPack {
  readonly answer: PackAnswer
  /** The answer as it was signed, for whoever is to be shown it. */
  readonly signed: SignedAnswer
  /** The log that vouches for the key which signed it. */
  readonly log: NoteVerifier
}

const hash_bytes = 32

/**
 * What the node says of a scanned pack: signed with the key that its log vouches for, and with a proof that leads from
 * the pack to the root of its batch. That the ledger has this root, and how many packs it stands for, is the node's word
 * here. Nothing changes; whoever handles packs and is signed in is told more than others.
 * @throws MEDICINES_ANSWER_INVALID when it was not signed so, SDK_NODE_UNTRUE when its proof does not hold,
 * LOG_SIGNATURE_MISSING, KERNEL_RATE_LIMITED for somebody who asks without keys
 * @example const { answer } = await verifyPack(pharmacy, { scan: '010952100000001821A1B2C3' })
 */
export async function verifyPack(client: Client, verifying: PackVerifying): Promise<VerifiedPack> {
  const { scan, cell, scanner, pinned = [] } = verifying
  const body = { scan, ...(cell !== undefined && { place: { h3: cell } }), ...(scanner !== undefined && { scanner }) }
  const signed = await askAsAnybody<SignedAnswer>(client, { method: 'POST', path: '/v1/packs/verification', body })
  const log = await getLogKey(client)
  const known = pinned.find(({ key_name }) => key_name === log.key_name) ?? log
  const answer = verifyAnswer(signed, [(await getStatusKey(client, known)).publicKey]) as unknown as PackAnswer
  requireProof(answer)
  return { answer, signed, log: known }
}

/** @throws SDK_NODE_UNTRUE when the proof leads elsewhere than to the batch that the token belongs to */
function requireProof({ pack, at }: PackAnswer): void {
  if (pack === undefined) return
  const { count, index, path, root: text, salt } = pack.proof
  const root = fromHex(text as Hex)
  const batch = {
    gtin: parseGtin(pack.gtin),
    lot: parseLot(pack.lot),
    expiry: parseExpiry(pack.expiry, Date.parse(at)),
  }
  const leaf = packLeaf({ ...batch, serial: parseSerial(pack.serial), salt: fromBase64Url(salt) })
  const isInBatch = verifyLeaf({ root, count, index, leaf, proof: hashesOf(fromBase64Url(path)) })
  if (!isInBatch || BigInt(pack.token_id) !== tokenIdOf(batchNumberOf(root), index))
    throw sdkErrors.SDK_NODE_UNTRUE({ what: pack.batch })
}

function hashesOf(path: Uint8Array): Uint8Array[] {
  return Array.from({ length: Math.ceil(path.length / hash_bytes) }, (_, at) =>
    path.subarray(at * hash_bytes, (at + 1) * hash_bytes),
  )
}
