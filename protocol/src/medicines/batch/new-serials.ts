import { BATCH_PACKS_MAX, GTIN_PACKS_MAX, SERIAL_CHARS_MAX } from '../batch-limits.ts'
import { medicinesErrors } from '../errors.ts'
import { SerialIndex } from './serial-index.ts'
import { SERIAL_ROW_BYTES } from './serial-rows.ts'

/**
 * Letters that make no words (no vowels), that no eye takes for a digit (not B D G L Q S Z), that are on the same key of
 * English, German and French keyboards (not M Q W Y Z), and that look like no Greek letter of another key (not P, which
 * looks like the one on R).
 */
const letters = 'CFHJKNRTVX'
const characters = `0123456789${letters}`
const beginnings = pairsOf(letters, characters)
const pairs = pairsOf(characters, characters)
/** @source Delegated Regulation (EU) 2016/161 Art. 4(c): negligible, in any case below one in ten thousand */
const guessesMin = 10_000
const drawn_bytes = 65_536
const word_bytes = 4
/** Pairs of characters that one random word decides. */
const wordPairs = 3
const beginningsMax = letters.length * characters.length
const pairsMax = characters.length ** 2
/** The largest multiple of what three pairs can be, up to 2^31; what begins with a letter shares out evenly too. */
const evenWords = 2 ** 31 - (2 ** 31 % pairsMax ** wordPairs)
/** In a row; one in 60 is useless by chance. */
const uselessWordsMax = 100
/** Draws beyond one a pack before the source of random numbers is taken for broken. */
const spareDraws = 1_000
/** Numbers that are made before others have their turn; each may be looked up in a hundred other batches. */
const stepPacks = 1_024

/** True when another batch of the GTIN has the serial number that stands in row `index`. */
export type IsTaken = (rows: Uint8Array, index: number) => boolean

/** What serial numbers are made for, and from. */
export interface SerialsToMake {
  /** Packs of the batch. */
  readonly count: number
  /** Packs of the GTIN that will have a serial number, this batch included. */
  readonly total: number
  /** Draws so many bytes from a cryptographic generator. */
  readonly random: (size_bytes: number) => Uint8Array
  readonly isTaken?: IsTaken | undefined
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
export function newSerials(wish: SerialsToMake): Uint8Array<ArrayBuffer> {
  const steps = newSerialSteps(wish)
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value
}

/**
 * Makes the numbers of `newSerials` step by step, so that other work can go on in between; each step takes a few
 * milliseconds and yields how many there are.
 * @throws as `newSerials`
 */
export function* newSerialSteps(wish: SerialsToMake): Generator<number, Uint8Array<ArrayBuffer>> {
  const { count, total, random, isTaken } = wish
  if (!Number.isSafeInteger(count) || count < 1 || count > BATCH_PACKS_MAX) {
    throw medicinesErrors.MEDICINES_BATCH_SIZE({ max: BATCH_PACKS_MAX })
  }
  if (total < count) throw medicinesErrors.MEDICINES_GTIN_FULL({ max: GTIN_PACKS_MAX })
  const rows = new Uint8Array(count * SERIAL_ROW_BYTES)
  const index = new SerialIndex({ rows, seed: random(32) })
  const source = new SerialSource(serialLength(total), random)
  let spare = count + spareDraws
  for (let first = 0; first < count; first += stepPacks) {
    const until = Math.min(first + stepPacks, count)
    source.fill(rows.subarray(first * SERIAL_ROW_BYTES, until * SERIAL_ROW_BYTES))
    for (let i = first; i < until; i++) {
      while (isTaken?.(rows, i) || index.add(i) !== undefined) {
        if (spare-- === 0) throw medicinesErrors.MEDICINES_SERIALS_EXHAUSTED()
        source.fill(rows.subarray(i * SERIAL_ROW_BYTES, (i + 1) * SERIAL_ROW_BYTES))
      }
    }
    yield until
  }
  return rows
}

/** Fills rows with random numbers of one length, two characters at a time. */
class SerialSource {
  readonly #length: number
  readonly #words: EvenWords

  constructor(length: number, random: (size_bytes: number) => Uint8Array) {
    this.#length = length
    this.#words = new EvenWords(random)
  }

  fill(rows: Uint8Array): void {
    const places = new Uint16Array(rows.buffer, rows.byteOffset, rows.length / 2)
    const used = Math.ceil(this.#length / 2)
    for (let row = 0; row < places.length; row += SERIAL_ROW_BYTES / 2) {
      let word = this.#words.next()
      places[row] = beginnings[word % beginningsMax] ?? 0
      word = (word / beginningsMax) | 0
      for (let at = 1; at < used; at++) {
        if (at % wordPairs === 0) word = this.#words.next()
        places[row + at] = pairs[word % pairsMax] ?? 0
        word = (word / pairsMax) | 0
      }
      if (this.#length % 2 === 1) rows[2 * row + this.#length] = 0
    }
  }
}

/** Random words of 31 bits, below `evenWords`. */
class EvenWords {
  readonly #random: (size_bytes: number) => Uint8Array
  readonly #pool = new Uint32Array(drawn_bytes / word_bytes)
  #at = this.#pool.length

  constructor(random: (size_bytes: number) => Uint8Array) {
    this.#random = random
  }

  next(): number {
    for (let useless = 0; useless < uselessWordsMax; useless++) {
      if (this.#at === this.#pool.length) this.#fill()
      const word = (this.#pool[this.#at++] ?? 0) >>> 1
      if (word < evenWords) return word
    }
    throw medicinesErrors.MEDICINES_SERIALS_EXHAUSTED()
  }

  #fill(): void {
    new Uint8Array(this.#pool.buffer).set(this.#random(drawn_bytes))
    this.#at = 0
  }
}

/** Every pair of characters as it stands in memory. */
function pairsOf(first: string, second: string): Uint16Array {
  const bytes = Array.from(first, (one) => Array.from(second, (other) => [one.charCodeAt(0), other.charCodeAt(0)]))
  return new Uint16Array(Uint8Array.from(bytes.flat(2)).buffer)
}
