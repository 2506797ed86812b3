import { equalBytes } from '../../kernel/index.ts'
import { medicinesErrors } from '../errors.ts'

/** Levels below the crown: what 8 leaves have in common is its lowest node. */
export const CROWN_BASE = 3
const digest_bytes = 32
/** Words of four bytes that a digest has. */
export const DIGEST_WORDS = 8

/**
 * The tree of a batch from 8 leaves up: 8 bytes a pack in place of 64. What lies below is computed anew from the 8 packs
 * around the one that is asked for.
 */
export class TreeCrown {
  /** Packs of the batch. */
  readonly count: number
  /** The levels one after another, the lowest first, 32 bytes a node: what is stored. */
  readonly bytes: Uint8Array
  readonly #words: Uint32Array
  readonly #levels: readonly { readonly start: number; readonly width: number }[]

  constructor(count: number, bytes: Uint8Array = new Uint8Array(crownSize_bytes(count))) {
    if (bytes.length !== crownSize_bytes(count)) throw medicinesErrors.MEDICINES_CROWN_INVALID()
    this.count = count
    // Words begin at multiples of four; bytes out of a database may not.
    this.bytes = bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes)
    this.#words = new Uint32Array(this.bytes.buffer, this.bytes.byteOffset, this.bytes.length / 4)
    this.#levels = levelsOf(count)
  }

  /** 32 bytes. */
  get root(): Uint8Array {
    return this.bytes.subarray(-digest_bytes)
  }

  /** How many levels there are, the lowest being that of 8 leaves. */
  get height(): number {
    return this.#levels.length
  }

  /** The nodes of a level, counted from the lowest, 32 bytes each. */
  level(height: number): Uint8Array {
    const { start, width } = this.#levels[height] as { start: number; width: number }
    return this.bytes.subarray(digest_bytes * start, digest_bytes * (start + width))
  }

  /** Writes the siblings of what holds leaf `index` into a path, from the lowest level up; answers the word where they end. */
  writeSiblings(index: number, { into, at }: WordPlace): number {
    let end = at
    let position = index >> CROWN_BASE
    for (const { start, width } of this.#levels) {
      const sibling = position ^ 1
      if (sibling < width) end = copyDigest(this.#words, DIGEST_WORDS * (start + sibling), { into, at: end })
      position >>= 1
    }
    return end
  }
}

/** Where in a path a digest is written, in words of four bytes. */
interface WordPlace {
  readonly into: Uint32Array
  readonly at: number
}

/** Copies one digest; answers the word where it ends. Word by word, since a view of 32 bytes costs more than they do. */
export function copyDigest(words: Uint32Array, from: number, { into, at }: WordPlace): number {
  for (let i = 0; i < DIGEST_WORDS; i++) into[at + i] = words[from + i] as number
  return at + DIGEST_WORDS
}

/** Bytes of the crown of so many packs. */
export function crownSize_bytes(count: number): number {
  const { start, width } = levelsOf(count).at(-1) as { start: number; width: number }
  return digest_bytes * (start + width)
}

/** The crown that was stored for a batch. @throws MEDICINES_CROWN_INVALID when it has another length or another root */
export function readCrown({ root, count, bytes }: { root: Uint8Array; count: number; bytes: Uint8Array }): TreeCrown {
  const crown = new TreeCrown(count, bytes)
  if (!equalBytes(crown.root, root)) throw medicinesErrors.MEDICINES_CROWN_INVALID()
  return crown
}

function levelsOf(count: number): { start: number; width: number }[] {
  const levels = [{ start: 0, width: Math.ceil(count / 2 ** CROWN_BASE) }]
  for (let top = levels[0]; top && top.width > 1; top = levels.at(-1)) {
    levels.push({ start: top.start + top.width, width: Math.ceil(top.width / 2) })
  }
  return levels
}
