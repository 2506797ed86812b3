import { concatBytes, merkleLeaf, merkleProofs, merkleRoot, sha256, utf8, verifyMerkleProof } from '../kernel/index.ts'
import { type GrantTerms, grantTermsText } from './grant-terms.ts'

/** Bytes of the salt that hides the terms behind the hash on the ledger. */
export const GRANT_SALT_BYTES = 64

const tag = utf8('symbolon/v1/grant')

/** SHA-256 of the canonical terms. */
export function termsDigest(terms: GrantTerms): Uint8Array<ArrayBuffer> {
  return sha256(utf8(grantTermsText(terms)))
}

/**
 * What the ledger holds of a grant: SHA-256 of a tag, the salt and the digest of the terms.
 * @param r 64 random bytes that live in erasable storage only
 */
export function grantHash({ r, digest }: { r: Uint8Array; digest: Uint8Array }): Uint8Array<ArrayBuffer> {
  if (r.length !== GRANT_SALT_BYTES) throw new RangeError('A grant salt has 64 bytes')
  return sha256(concatBytes(tag, r, digest))
}

/** The root that each record's account signs, over the digests of all grants of one bulk in their order. */
export function authorityRoot(digests: readonly Uint8Array[]): Uint8Array {
  return merkleRoot(digests.map(merkleLeaf))
}

/** The path of every grant of a bulk to the authority root, in their order; a single grant has an empty path. */
export function authorityPaths(digests: readonly Uint8Array[]): Uint8Array[][] {
  return merkleProofs(digests.map(merkleLeaf))
}

/** True when the terms' digest stands under the signed root. */
export function verifyAuthorityPath(place: {
  root: Uint8Array
  digest: Uint8Array
  index: number
  size: number
  path: readonly Uint8Array[]
}): boolean {
  const { root, digest, index, size, path } = place
  return verifyMerkleProof({ root, leaf: merkleLeaf(digest), index, size, proof: path })
}
