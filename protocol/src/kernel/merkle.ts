import { sha256 } from '#sha256'
import { equalBytes } from './bytes.ts'
import type { Words } from './errors.ts'
import { kernelErrors } from './kernel-errors.ts'

export const MERKLE_LEAVES_MAX = 2 ** 30

const misfits = {
  leaves: { en: 'there are no leaves, or too many', el: 'δεν υπάρχουν φύλλα ή είναι πάρα πολλά' },
  hash: { en: 'a digest has 32 bytes', el: 'μια σύνοψη έχει 32 bytes' },
  indexes: {
    en: 'the indexes ascend, each once and below the size',
    el: 'οι δείκτες αυξάνουν, ο καθένας μία φορά και κάτω από το μέγεθος',
  },
  count: { en: 'there must be one leaf for each index', el: 'πρέπει να υπάρχει ένα φύλλο για κάθε δείκτη' },
  short: { en: 'the proof is too short', el: 'η διαδρομή είναι πολύ σύντομη' },
  long: { en: 'the proof is too long', el: 'η διαδρομή είναι πολύ μεγάλη' },
} as const satisfies Record<string, Words>

const hashSize = 32
const leafPrefix = 0x00
const nodePrefix = 0x01

/** One leaf in the tree of `size` leaves, with the path of siblings from it to the root. */
export interface MerklePath {
  readonly leaf: Uint8Array
  readonly index: number
  readonly size: number
  readonly proof: readonly Uint8Array[]
}

/** Some leaves of one tree: `leaves[i]` stands at `indexes[i]`, ascending; `proof` holds every node they lack. */
export interface MerkleSelection {
  readonly size: number
  readonly indexes: readonly number[]
  readonly leaves: readonly Uint8Array[]
  readonly proof: readonly Uint8Array[]
}

/** The leaf that stands for some data: SHA-256 of 0x00 and the data. @source RFC 9162 §2.1.1 */
export function merkleLeaf(data: Uint8Array): Uint8Array<ArrayBuffer> {
  const message = new Uint8Array(1 + data.length)
  message[0] = leafPrefix
  message.set(data, 1)
  return sha256(message)
}

/**
 * Root over leaves (32 bytes each, from `merkleLeaf`) in their order; an odd node at the end of a level moves up as it is.
 * @throws KERNEL_MERKLE_INVALID for no leaves or a leaf of another size
 * @source RFC 9162 §2.1.1
 */
export function merkleRoot(leaves: readonly Uint8Array[]): Uint8Array {
  return levelsOf(leaves).at(-1)?.[0] ?? refuse('leaves')
}

/** The siblings from leaf `index` to the root, nearest first. @throws KERNEL_MERKLE_INVALID @source RFC 9162 §2.1.3.1 */
export function merkleProof(leaves: readonly Uint8Array[], index: number): Uint8Array[] {
  return merkleMultiproof(leaves, [index])
}

/** The proof of every leaf, in one pass over the tree. @throws KERNEL_MERKLE_INVALID */
export function merkleProofs(leaves: readonly Uint8Array[]): Uint8Array[][] {
  const levels = levelsOf(leaves)
  return leaves.map((_, index) => pathOf(levels, index))
}

/**
 * The nodes that a holder of some leaves lacks to reach the root: level by level, left to right.
 * @param indexes ascending, each once, each below the number of leaves
 * @throws KERNEL_MERKLE_INVALID
 */
export function merkleMultiproof(leaves: readonly Uint8Array[], indexes: readonly number[]): Uint8Array[] {
  checkIndexes(indexes, leaves.length)
  return siblings(levelsOf(leaves), indexes)
}

/** True when the path leads from its leaf to the root. @source RFC 9162 §2.1.3.2 */
export function verifyMerkleProof({ root, leaf, index, size, proof }: MerklePath & { root: Uint8Array }): boolean {
  try {
    return equalBytes(root, rootFromMultiproof({ size, indexes: [index], leaves: [leaf], proof }))
  } catch {
    return false
  }
}

/**
 * The root that the leaves and the proof lead to; compare it with a root that you trust. The size and the indexes are
 * claims of whoever made the proof: only the leaves are proven to be in the tree.
 * @throws KERNEL_MERKLE_INVALID when the parts don't fit each other
 */
export function rootFromMultiproof({ size, indexes, leaves, proof }: MerkleSelection): Uint8Array {
  checkIndexes(indexes, size)
  if (indexes.length !== leaves.length) refuse('count')
  if (![...leaves, ...proof].every(isHash)) refuse('hash')
  let positions = indexes
  let known = leaves
  let used = 0
  for (let width = size; width > 1; width = (width + 1) >> 1) {
    const above: Uint8Array[] = []
    const parents: number[] = []
    for (let i = 0; i < positions.length; i++) {
      const position = positions[i] as number
      const hash = known[i] as Uint8Array
      parents.push(position >> 1)
      if (position % 2 === 0 && positions[i + 1] === position + 1) above.push(nodeOf(hash, known[++i] as Uint8Array))
      else if (position % 2 === 0 && position + 1 === width) above.push(hash)
      else above.push(pair(position, hash, proof[used++] ?? refuse('short')))
    }
    positions = parents
    known = above
  }
  if (used !== proof.length) refuse('long')
  return known[0] as Uint8Array
}

function pathOf(levels: readonly (readonly Uint8Array[])[], index: number): Uint8Array[] {
  const proof: Uint8Array[] = []
  let position = index
  for (const level of levels) {
    const sibling = level[position ^ 1]
    if (sibling) proof.push(sibling)
    position >>= 1
  }
  return proof
}

function siblings(levels: readonly (readonly Uint8Array[])[], indexes: readonly number[]): Uint8Array[] {
  const proof: Uint8Array[] = []
  let positions = indexes
  for (const level of levels) {
    const held = new Set(positions)
    for (const position of positions) {
      const sibling = level[position ^ 1]
      if (sibling && !held.has(position ^ 1)) proof.push(sibling)
    }
    positions = [...new Set(positions.map((position) => position >> 1))]
  }
  return proof
}

function levelsOf(leaves: readonly Uint8Array[]): (readonly Uint8Array[])[] {
  if (leaves.length === 0 || leaves.length > MERKLE_LEAVES_MAX) refuse('leaves')
  if (!leaves.every(isHash)) refuse('hash')
  const levels = [leaves]
  for (let level = leaves; level.length > 1; ) {
    level = levelAbove(level)
    levels.push(level)
  }
  return levels
}

function levelAbove(level: readonly Uint8Array[]): Uint8Array[] {
  const above: Uint8Array[] = []
  for (let i = 0; i < level.length; i += 2) {
    const left = level[i] as Uint8Array
    const right = level[i + 1]
    above.push(right ? nodeOf(left, right) : left)
  }
  return above
}

function pair(position: number, hash: Uint8Array, sibling: Uint8Array): Uint8Array {
  return position % 2 === 0 ? nodeOf(hash, sibling) : nodeOf(sibling, hash)
}

function nodeOf(left: Uint8Array, right: Uint8Array): Uint8Array {
  const message = new Uint8Array(1 + 2 * hashSize)
  message[0] = nodePrefix
  message.set(left, 1)
  message.set(right, 1 + hashSize)
  return sha256(message)
}

function checkIndexes(indexes: readonly number[], size: number): void {
  if (!Number.isSafeInteger(size) || size < 1 || size > MERKLE_LEAVES_MAX) refuse('leaves')
  if (indexes.length === 0) refuse('indexes')
  let before = -1
  for (const index of indexes) {
    if (!Number.isSafeInteger(index) || index <= before || index >= size) refuse('indexes')
    before = index
  }
}

function isHash(bytes: Uint8Array): boolean {
  return bytes.length === hashSize
}

function refuse(reason: keyof typeof misfits): never {
  throw kernelErrors.KERNEL_MERKLE_INVALID({ reason: misfits[reason] })
}
