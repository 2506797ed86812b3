import { ageCore } from '#age-core'
import { canonicalJson, concatBytes, fromHex, type Hex, type Id, merkleLeaf, utf8, uuidOfId } from '../kernel/index.ts'
import { type EntrySummary, summaryJson } from './entry.ts'
import { hkdf } from './hkdf.ts'

export const COMMITMENT_SALT_BYTES = 64
const tag = utf8('symbolon/v1/record')

/** One version of one record, and what it is made of. */
export interface CommittedRecord {
  readonly record: Id<'record'>
  /** 32 bytes in lower-case hexadecimal. */
  readonly token_id: Hex
  /** From 1. */
  readonly version: number
  /** 64 random bytes that live in erasable storage only. */
  readonly r: Uint8Array
  /** Merkle root over the record's entries. */
  readonly root: Uint8Array
}

/** What an entry's leaf vouches for: what the entry says of itself, and its bytes. */
export interface CommittedEntry extends EntrySummary {
  readonly key: Uint8Array
  /** SHA-256 of its bytes. */
  readonly digest: Uint8Array
}

/**
 * What a record's token holds: it hides the record while `r` is secret, and names it once `r` is shown.
 * @returns SHA-256 of tag, r, record, token, version (8 bytes, big endian) and root
 */
export function recordCommitment(of: CommittedRecord): Uint8Array<ArrayBuffer> {
  const version = new DataView(new ArrayBuffer(8))
  version.setBigUint64(0, BigInt(of.version))
  const place = concatBytes(uuidOfId(of.record), fromHex(of.token_id), new Uint8Array(version.buffer))
  return ageCore.sha256(concatBytes(tag, of.r, place, of.root))
}

/**
 * The leaf of an entry in its record's tree, over the digests of its bytes and of its summary, by which grants choose.
 * The salt comes from the file key, so whoever lacks the key learns nothing.
 */
export function entryLeaf(entry: CommittedEntry): Uint8Array<ArrayBuffer> {
  const salt = hkdf({ secret: entry.key, info: 'symbolon/v1/entry-salt' })
  return merkleLeaf(concatBytes(salt, entry.digest, ageCore.sha256(utf8(canonicalJson(summaryJson(entry))))))
}
