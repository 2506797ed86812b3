import { merkleLeaf, sha256 } from '../kernel/index.ts'

/** Bytes of a hash of the tree. @source C2SP tlog-tiles, Merkle Tree */
export const HASH_BYTES = 32

const nodePrefix = 0x01
// Taken up again for every node: a digest is finished before the next one begins.
const nodeMessage = new Uint8Array(1 + 2 * HASH_BYTES)
nodeMessage[0] = nodePrefix

/** The root of a tree without entries: SHA-256 of nothing. @source RFC 6962 §2.1 */
export function emptyRoot(): Uint8Array<ArrayBuffer> {
  return sha256(new Uint8Array())
}

/** The hash over two hashes: SHA-256 of 0x01, the left and the right one. @source RFC 6962 §2.1 */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  nodeMessage.set(left, 1)
  nodeMessage.set(right, 1 + HASH_BYTES)
  return sha256(nodeMessage)
}

/** The leaf hashes of entries, one after another: SHA-256 of 0x00 and the entry, each. @source RFC 6962 §2.1 */
export function leafHashes(entries: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const hashes = new Uint8Array(entries.length * HASH_BYTES)
  for (const [index, entry] of entries.entries()) hashes.set(merkleLeaf(entry), index * HASH_BYTES)
  return hashes
}

/** The level above a level of an even number of hashes, each level as one run of bytes. @source RFC 6962 §2.1 */
export function levelAbove(level: Uint8Array): Uint8Array<ArrayBuffer> {
  const above = new Uint8Array(level.length >> 1)
  for (let at = 0; at < above.length; at += HASH_BYTES) {
    nodeMessage.set(level.subarray(2 * at, 2 * (at + HASH_BYTES)), 1)
    above.set(sha256(nodeMessage), at)
  }
  return above
}

/** The hash over a run of hashes whose number is a power of two. @source RFC 6962 §2.1 */
export function perfectRoot(hashes: Uint8Array): Uint8Array {
  let level = hashes
  while (level.length > HASH_BYTES) level = levelAbove(level)
  return level
}

/** The hash over neighbouring perfect subtrees, each smaller than the one before it. @source RFC 6962 §2.1 */
export function rootOver(subtrees: readonly Uint8Array[]): Uint8Array {
  const last = subtrees.at(-1) ?? emptyRoot()
  return subtrees.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last)
}
