import { concatBytes, sha256, utf8, verifyMerkleProof } from '../../kernel/index.ts'
import { BATCH_PACKS_MAX, LOT_CHARS_MAX, SERIAL_CHARS_MAX } from '../batch-limits.ts'
import type { BatchClass } from './batch-order.ts'
import { expiryText } from './expiry.ts'
import type { Serial } from './serial-rows.ts'

/** One block of SHA-256. */
const FIRST_BLOCK_BYTES = 64
const domain = 'symbolon.pack.v1'

/** What one leaf stands for. */
export interface PackToHash extends BatchClass {
  readonly serial: Serial
  /** 32 bytes. */
  readonly salt: Uint8Array
}

/** The way from a pack's leaf to the root of its batch. */
export interface LeafPath {
  /** 32 bytes, as the ledger has it. */
  readonly root: Uint8Array
  /** Packs of the batch, as the ledger has it. */
  readonly count: number
  /** Counted from 0, below `count`. */
  readonly index: number
  /** 32 bytes, from `packLeaf`. */
  readonly leaf: Uint8Array
  /** Siblings from the leaf up, 32 bytes each. */
  readonly proof: readonly Uint8Array[]
}

/**
 * The leaf that stands for a pack in the tree of its batch, 32 bytes: SHA-256 of a first block that all packs of the
 * batch share (domain, GTIN, expiry, lot) and of the pack's salt and serial number. No node is hashed from a text that
 * begins like it (`merkle.ts` puts 0x01 first).
 */
export function packLeaf({ serial, salt, ...batch }: PackToHash): Uint8Array<ArrayBuffer> {
  if (salt.length !== 32) throw new RangeError('A salt has 32 bytes')
  return sha256(concatBytes(firstBlock(batch), salt, lengthAndText(serial, SERIAL_CHARS_MAX)))
}

/** The 64 bytes with which the leaves of a batch begin. */
export function firstBlock({ gtin, lot, expiry }: BatchClass): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(FIRST_BLOCK_BYTES)
  block.set(concatBytes(utf8(domain), utf8(gtin), utf8(expiryText(expiry)), lengthAndText(lot, LOT_CHARS_MAX)))
  return block
}

/**
 * True when the leaf is in the batch at the index. Root and count come from the ledger: the root alone says nothing of
 * the count where the way from the leaf would be the same.
 * @source RFC 9162 §2.1.3.2
 */
export function verifyLeaf({ root, count, index, leaf, proof }: LeafPath): boolean {
  return count <= BATCH_PACKS_MAX && verifyMerkleProof({ root, leaf, index, size: count, proof })
}

/** One byte of length and the characters, filled up with zeros. */
function lengthAndText(text: string, chars_max: number): Uint8Array {
  const bytes = new Uint8Array(1 + chars_max)
  bytes[0] = text.length
  bytes.set(utf8(text), 1)
  return bytes
}
