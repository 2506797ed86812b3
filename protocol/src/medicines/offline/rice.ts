/** Remainders longer than this are never needed: a gap is below the number of packs in a batch. */
export const RICE_BITS_MAX = 24

/** Ascending whole numbers as Golomb-Rice codes of the gaps between them. */
export interface RiceCode {
  /** Bits of each remainder. */
  readonly remainder_bits: number
  readonly bytes: Uint8Array
}

/**
 * Ascending numbers in few bits: each gap as its quotient by 2^k in ones, a zero, and k bits of remainder. Of three
 * values of k around the mean gap the shortest is taken, the smallest among equals.
 * @source R. F. Rice, Some Practical Universal Noiseless Coding Techniques, JPL 79-22 (1979)
 */
export function writeRice(ascending: Uint32Array): RiceCode {
  const mean = ((ascending.at(-1) ?? 0) + 1) / Math.max(1, ascending.length)
  const near = Math.floor(Math.log2(Math.max(1, mean)))
  let best = { remainder_bits: 0, size_bits: Number.POSITIVE_INFINITY }
  for (let k = Math.max(0, near - 1); k <= Math.min(RICE_BITS_MAX, near + 1); k++) {
    const size_bits = sizeOf(ascending, k)
    if (size_bits < best.size_bits) best = { remainder_bits: k, size_bits }
  }
  return { remainder_bits: best.remainder_bits, bytes: codesOf(ascending, best) }
}

function sizeOf(ascending: Uint32Array, k: number): number {
  let bits = ascending.length * (1 + k)
  let before = -1
  for (const number of ascending) {
    bits += (number - before - 1) >>> k
    before = number
  }
  return bits
}

function codesOf(ascending: Uint32Array, of: { remainder_bits: number; size_bits: number }): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(of.size_bits / 8))
  let at = 0
  let before = -1
  for (const number of ascending) {
    const gap = number - before - 1
    before = number
    for (let ones = gap >>> of.remainder_bits; ones > 0; ones--) setBit(bytes, at++)
    at++
    for (let bit = of.remainder_bits; bit-- > 0; at++) if ((gap >>> bit) & 1) setBit(bytes, at)
  }
  return bytes
}

/**
 * The numbers again; nothing when the code holds another number of them, a number at or above the bound, or anything
 * but zeros after the last.
 */
export function readRice(code: RiceCode, of: { numbers: number; below: number }): Uint32Array | undefined {
  const { bytes, remainder_bits } = code
  const bits = 8 * bytes.length
  if (of.numbers * (1 + remainder_bits) > bits) return undefined
  const ascending = new Uint32Array(of.numbers)
  let at = 0
  let before = -1
  for (let i = 0; i < of.numbers; i++) {
    let gap = 0
    while (at < bits && hasBit(bytes, at)) {
      gap++
      at++
    }
    at++
    if (at + remainder_bits > bits) return undefined
    for (let bit = 0; bit < remainder_bits; bit++) gap = gap * 2 + (hasBit(bytes, at++) ? 1 : 0)
    before += gap + 1
    if (before >= of.below) return undefined
    ascending[i] = before
  }
  if (bits - at > 7) return undefined
  for (; at < bits; at++) if (hasBit(bytes, at)) return undefined
  return ascending
}

/** The first bit of a byte is its most significant. */
export function hasBit(bytes: Uint8Array, at: number): boolean {
  return (((bytes[at >>> 3] ?? 0) >>> (7 - (at & 7))) & 1) === 1
}

export function setBit(bytes: Uint8Array, at: number): void {
  bytes[at >>> 3] = (bytes[at >>> 3] ?? 0) | (0x80 >>> (at & 7))
}
