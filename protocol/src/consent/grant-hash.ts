import type { Address } from 'viem'
import { encodeAbiParameters, keccak256 } from 'viem/utils'
import {
  concatBytes,
  fromHex,
  type Hex,
  merkleLeaf,
  merkleProofs,
  merkleRoot,
  sha256,
  toHex,
  utf8,
  verifyMerkleProof,
  weekAfter,
} from '../kernel/index.ts'
import { type GrantTerms, grantTermsText } from './grant-terms.ts'

/** Bytes of the salt that hides the terms behind the commitment on the ledger. */
export const GRANT_SALT_BYTES = 64

const tag = utf8('symbolon/v1/grant')
const words = [{ type: 'bytes32' }, { type: 'address' }, { type: 'uint32' }] as const

/** Terms with the salt they are committed to under: 64 random bytes that live in erasable storage only. */
export interface SaltedTerms {
  readonly r: Uint8Array
  readonly terms: GrantTerms
}

/** What the ledger is given of the terms: SHA-256 of a tag, the salt and the SHA-256 of the canonical terms. */
export function grantCommitment({ r, terms }: SaltedTerms): Uint8Array<ArrayBuffer> {
  if (r.length !== GRANT_SALT_BYTES) throw new RangeError('A grant salt has 64 bytes')
  return sha256(concatBytes(tag, r, sha256(utf8(grantTermsText(terms)))))
}

/** What `Consents.give` takes. */
export interface GrantRegistration {
  readonly commitment: Hex
  readonly account: Address
  readonly week: number
}

/** The name under which `Consents` keeps a registration: Keccak-256 of its three words. */
export function ledgerGrant({ commitment, account, week }: GrantRegistration): Hex {
  return keccak256(encodeAbiParameters(words, [commitment, account, week]))
}

/**
 * The name of a grant on the ledger, which its records sign. The salt is in it, so terms that were signed once cannot be
 * given again under another name.
 */
export function grantHash(salted: SaltedTerms): Uint8Array<ArrayBuffer> {
  const { account, until } = salted.terms
  const week = weekAfter(Date.parse(until))
  return fromHex(ledgerGrant({ commitment: toHex(grantCommitment(salted)), account, week }))
}

/** The root that each record's account signs, over the hashes of all grants of one bulk in their order. */
export function authorityRoot(hashes: readonly Uint8Array[]): Uint8Array {
  return merkleRoot(hashes.map(merkleLeaf))
}

/** The path of every grant of a bulk to the authority root, in their order; a single grant has an empty path. */
export function authorityPaths(hashes: readonly Uint8Array[]): Uint8Array[][] {
  return merkleProofs(hashes.map(merkleLeaf))
}

/** Where a grant stands under the root that its records signed. */
export interface AuthorityPlace {
  readonly root: Uint8Array
  readonly hash: Uint8Array
  readonly index: number
  readonly size: number
  readonly path: readonly Uint8Array[]
}

/** True when the grant stands under the signed root. */
export function verifyAuthorityPath({ root, hash, index, size, path }: AuthorityPlace): boolean {
  return verifyMerkleProof({ root, leaf: merkleLeaf(hash), index, size, proof: path })
}
