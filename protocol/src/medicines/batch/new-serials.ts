import { BATCH_PACKS_MAX, GTIN_PACKS_MAX, SERIAL_CHARS_MAX } from '../batch-limits.ts'
import { medicinesErrors } from '../errors.ts'
import { SerialIndex } from './serial-index.ts'
import { SERIAL_ROW_BYTES, type Serial, serialAt } from './serial-rows.ts'

/**
 * Letters that make no words (no vowels), that no eye takes for a digit (not B D G L Q S Z), that are on the same key of
 * English, German and French keyboards (not M Q W Y Z), and that look like no Greek letter of another key (not P, which
 * looks like the one on R).
 */
const letters = 'CFHJKNRTVX'
const characters = `0123456789${letters}`
const letterCodes = codesOf(letters)
const characterCodes = codesOf(characters)
/** @source Delegated Regulation (EU) 2016/161 Art. 4(c): negligible, in any case below one in ten thousand */
const guessesMin = 10_000
const drawn_bytes = 65_536
/** Draws beyond one a pack before the source of random numbers is taken for broken. */
const spareDraws = 1_000

/** What serial numbers are made for, and from. */
export interface SerialsToMake {
  /** Packs of the batch. */
  readonly count: number
  /** Packs of the GTIN that will have a serial number, this batch included. */
  readonly total: number
  /** Draws so many bytes from a cryptographic generator. */
  readonly random: (size_bytes: number) => Uint8Array
  /** True for serial numbers that another batch of the GTIN has. */
  readonly isTaken?: (serial: Serial) => boolean
}

/**
 * Characters of a new serial number, such that a guess hits one in use with a probability below 1 in 10,000.
 * @param total packs of the GTIN that have a serial number, 1 to GTIN_PACKS_MAX
 * @throws MEDICINES_GTIN_FULL
 * @source Delegated Regulation (EU) 2016/161 Art. 4(c)
 */
export function serialLength(total: number): number {
  if (!Number.isSafeInteger(total) || total < 1 || total > GTIN_PACKS_MAX) {
    throw medicinesErrors.MEDICINES_GTIN_FULL({ max: GTIN_PACKS_MAX })
  }
  let length = 1
  for (let numbers = letters.length; numbers <= guessesMin * total; numbers *= characters.length) length++
  return Math.min(length, SERIAL_CHARS_MAX)
}

/**
 * Random serial numbers, each once, in rows of 20 bytes filled up with zeros. They begin with a letter, so that no
 * spreadsheet takes one for a number. The same random bytes make the same numbers.
 * @throws MEDICINES_BATCH_SIZE, MEDICINES_GTIN_FULL, MEDICINES_SERIALS_EXHAUSTED
 * @source Delegated Regulation (EU) 2016/161 Art. 4(b) and (c)
 */
export function newSerials({ count, total, random, isTaken }: SerialsToMake): Uint8Array<ArrayBuffer> {
  if (!Number.isSafeInteger(count) || count < 1 || count > BATCH_PACKS_MAX) {
    throw medicinesErrors.MEDICINES_BATCH_SIZE({ max: BATCH_PACKS_MAX })
  }
  if (total < count) throw medicinesErrors.MEDICINES_GTIN_FULL({ max: GTIN_PACKS_MAX })
  const length = serialLength(total)
  const rows = new Uint8Array(count * SERIAL_ROW_BYTES)
  const index = new SerialIndex({ rows, seed: random(32) })
  const draw = characterSource(random)
  let draws = 2 * count + spareDraws
  for (let i = 0; i < count; ) {
    if (draws-- === 0) throw medicinesErrors.MEDICINES_SERIALS_EXHAUSTED()
    const start = i * SERIAL_ROW_BYTES
    rows[start] = draw(letterCodes)
    for (let at = start + 1; at < start + length; at++) rows[at] = draw(characterCodes)
    if (isTaken?.(serialAt(rows, i)) || index.add(i) !== undefined) continue
    i++
  }
  return rows
}

/** Draws characters evenly: bytes at the end that don't share out among them are thrown away. */
function characterSource(random: (size_bytes: number) => Uint8Array): (codes: Uint8Array) => number {
  let pool = new Uint8Array(0)
  let at = 0
  return (codes) => {
    for (;;) {
      if (at === pool.length) {
        pool = Uint8Array.from(random(drawn_bytes))
        at = 0
        if (!pool.some((byte) => codes[byte])) throw medicinesErrors.MEDICINES_SERIALS_EXHAUSTED()
      }
      const code = codes[pool[at++] ?? 0] ?? 0
      if (code > 0) return code
    }
  }
}

/** The character that each byte stands for, zero where it stands for none. */
function codesOf(text: string): Uint8Array {
  const even = 256 - (256 % text.length)
  return Uint8Array.from({ length: 256 }, (_, byte) => (byte < even ? text.charCodeAt(byte % text.length) : 0))
}
