import { ageCore } from '#age-core'
import { concatBytes, utf8 } from '../kernel/index.ts'
import type { Random } from './age-core.ts'
import { type CommittedEntry, entryLeaf } from './commitment.ts'

/** Leaves of the smallest record's tree, so that a small record does not tell its size either. */
export const TREE_LEAVES_MIN = 16
export const PADDING_KEY_BYTES = 32
const paddingLabel = utf8('symbolon/v1/padding')

/** Leaves of the tree of a record with so many entries: a power of two, which is all that a capsule tells of the number. */
export function treeSize(entries: number): number {
  let size = TREE_LEAVES_MIN
  while (size < entries) size *= 2
  return size
}

/** True for the number of leaves of a tree that holds at most so many entries. */
export function isTreeSize(size: number, entries_max: number): boolean {
  return size >= TREE_LEAVES_MIN && (size & (size - 1)) === 0 && size <= treeSize(entries_max)
}

/**
 * A place in the tree for each of so many entries, each set of places as likely as any other: neighbours in a capsule
 * say nothing about what stood between them.
 * @source Knuth, The Art of Computer Programming, vol. 2, §3.4.2, algorithm P
 */
export function drawPlaces(entries: number, random: Random): Uint32Array {
  const places = Uint32Array.from({ length: treeSize(entries) }, (_, place) => place)
  for (let i = 0; i < entries; i++) {
    const drawn = i + drawBelow(places.length - i, random)
    const place = places[drawn] as number
    places[drawn] = places[i] as number
    places[i] = place
  }
  return places.subarray(0, entries)
}

/** All leaves of a record: its entries at their places, and leaves that nobody without the key tells from others. */
export function recordLeaves(of: {
  readonly entries: readonly (CommittedEntry & { readonly index: number })[]
  readonly padding_key: Uint8Array
}): Uint8Array[] {
  const leaves: (Uint8Array | undefined)[] = Array.from({ length: treeSize(of.entries.length) })
  for (const entry of of.entries) leaves[entry.index] = entryLeaf(entry)
  return leaves.map((leaf, place) => leaf ?? paddingLeaf(of.padding_key, place))
}

function paddingLeaf(key: Uint8Array, place: number): Uint8Array {
  const number = new DataView(new ArrayBuffer(4))
  number.setUint32(0, place)
  return ageCore.hmac(key, concatBytes(paddingLabel, new Uint8Array(number.buffer)))
}

/** A whole number below the bound; draws above its last multiple are thrown away, so that none is likelier. */
function drawBelow(bound: number, random: Random): number {
  const limit = 2 ** 32 - (2 ** 32 % bound)
  for (;;) {
    const [a = 0, b = 0, c = 0, d = 0] = random(4)
    const drawn = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0
    if (drawn < limit) return drawn % bound
  }
}
