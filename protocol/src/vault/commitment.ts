import { ageCore } from '#age-core'
import { concatBytes, merkleLeaf, merkleRoot, utf8 } from '../kernel/index.ts'
import { hkdf } from './hkdf.ts'

export const COMMITMENT_SALT_BYTES = 64
const tag = utf8('symbolon/v1/record')

/**
 * What a record's token holds: it hides the record while `r` is secret, and names it once `r` is shown.
 * @param r 64 random bytes that live in erasable storage only
 * @param root Merkle root over the record's entries
 * @returns SHA-256 of tag, r and root
 */
export function recordCommitment({ r, root }: { r: Uint8Array; root: Uint8Array }): Uint8Array<ArrayBuffer> {
  return ageCore.sha256(concatBytes(tag, r, root))
}

/**
 * The leaf of an entry in its record's tree; the salt comes from the file key, so whoever lacks the key learns nothing.
 * @param digest SHA-256 of the entry's bytes
 */
export function entryLeaf({ key, digest }: { key: Uint8Array; digest: Uint8Array }): Uint8Array<ArrayBuffer> {
  return merkleLeaf(concatBytes(hkdf({ secret: key, info: 'symbolon/v1/entry-salt' }), digest))
}

/** Merkle root over entries in their order. @throws KERNEL_MERKLE_INVALID for none */
export function entriesRoot(entries: readonly { key: Uint8Array; digest: Uint8Array }[]): Uint8Array {
  return merkleRoot(entries.map(entryLeaf))
}
