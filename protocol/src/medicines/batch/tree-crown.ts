import { equalBytes } from '../../kernel/index.ts'
import { medicinesErrors } from '../errors.ts'

/** Levels below the crown: what 8 leaves have in common is its lowest node. */
export const CROWN_BASE = 3
const digest_bytes = 32

/**
 * The tree of a batch from 8 leaves up: 8 bytes a pack in place of 64. What lies below is computed anew from the 8 packs
 * around the one that is asked for.
 */
export class TreeCrown {
  /** Packs of the batch. */
  readonly count: number
  /** The levels one after another, the lowest first, 32 bytes a node: what is stored. */
  readonly bytes: Uint8Array
  readonly #levels: readonly { readonly start: number; readonly width: number }[]

  constructor(count: number, bytes: Uint8Array = new Uint8Array(crownSize_bytes(count))) {
    if (bytes.length !== crownSize_bytes(count)) throw medicinesErrors.MEDICINES_CROWN_INVALID()
    this.count = count
    this.bytes = bytes
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

  /** Appends the siblings of what holds leaf `index` to a proof, from the lowest level up. */
  pushSiblings(proof: Uint8Array[], index: number): void {
    let position = index >> CROWN_BASE
    for (const { start, width } of this.#levels) {
      const sibling = position ^ 1
      const at = digest_bytes * (start + sibling)
      if (sibling < width) proof.push(this.bytes.slice(at, at + digest_bytes))
      position >>= 1
    }
  }
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
