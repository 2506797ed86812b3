import { BATCH_PACKS_MAX } from '../batch-limits.ts'
import { openKeystream } from './keystream.ts'
import { SERIAL_ROW_BYTES, type Serial, serialCount, writeSerial } from './serial-rows.ts'

/** The table is at most two thirds full. */
const roomFactor = 1.5
const byteValues = 256
/** Low bits of an entry: which row, counted from 1. Above them are bits of the number's hash. */
const rowBits = 25
const rowMask = 2 ** rowBits - 1

/**
 * Which row holds a serial number: 4 bytes a place, 6 to 12 a pack. Where a number stands is decided by simple
 * tabulation under the seed, so that no list of numbers makes it slow for whoever does not know the seed. Seven bits of
 * the hash stand beside the row, so that of 128 other numbers one is read to see that it is another.
 * @source Pătraşcu and Thorup, The Power of Simple Tabulation Hashing, STOC 2011, theorem 1 (linear probing)
 */
export class SerialIndex {
  readonly #rows: Uint8Array
  readonly #table: Uint32Array
  readonly #tabulation: Uint32Array
  readonly #mask: number
  readonly #sought = new Uint8Array(SERIAL_ROW_BYTES)

  /**
   * An index of no row yet.
   * @param rows serial numbers in rows of 20 bytes, filled up with zeros; they are kept, not copied
   * @param seed 32 bytes that whoever chose the numbers doesn't know
   * @throws RangeError for more rows than a batch has packs
   */
  constructor({ rows, seed }: { rows: Uint8Array; seed: Uint8Array }) {
    if (serialCount(rows) > BATCH_PACKS_MAX) throw new RangeError('An index holds the serial numbers of one batch')
    const places = 2 ** Math.ceil(Math.log2(roomFactor * serialCount(rows) + 1))
    this.#rows = rows
    this.#table = new Uint32Array(places)
    this.#mask = places - 1
    const size_bytes = 4 * SERIAL_ROW_BYTES * byteValues
    this.#tabulation = new Uint32Array(openKeystream(seed).bytes({ firstBlock: 0, size_bytes }).slice().buffer)
  }

  /** Takes row `index` in; answers the row that holds the same number already, and then changes nothing. */
  add(index: number): number | undefined {
    const hash = this.#hashOf(this.#rows, index)
    const place = this.#placeOf(hash, { rows: this.#rows, index })
    const held = this.#table[place] ?? 0
    if (held > 0) return (held & rowMask) - 1
    this.#table[place] = (hash & ~rowMask) | (index + 1)
    return undefined
  }

  /** The row that holds a serial number. */
  find(serial: Serial): number | undefined {
    this.#sought.fill(0)
    writeSerial(this.#sought, 0, serial)
    return this.findRow(this.#sought, 0)
  }

  /** The row that holds the serial number in row `index` of others. */
  findRow(rows: Uint8Array, index: number): number | undefined {
    const held = this.#table[this.#placeOf(this.#hashOf(rows, index), { rows, index })] ?? 0
    return held > 0 ? (held & rowMask) - 1 : undefined
  }

  #hashOf(rows: Uint8Array, index: number): number {
    const start = index * SERIAL_ROW_BYTES
    let hash = 0
    for (let i = 0; i < SERIAL_ROW_BYTES && rows[start + i] !== 0; i++) {
      hash ^= this.#tabulation[i * byteValues + (rows[start + i] ?? 0)] ?? 0
    }
    return hash
  }

  /** The place of the row's number, or the free one that it would take. */
  #placeOf(hash: number, { rows, index }: { rows: Uint8Array; index: number }): number {
    let place = hash & this.#mask
    for (let held = this.#table[place] ?? 0; held > 0; held = this.#table[place] ?? 0) {
      const isAlike = ((held ^ hash) & ~rowMask) === 0
      if (isAlike && this.#isSame(((held & rowMask) - 1) * SERIAL_ROW_BYTES, { rows, index })) return place
      place = (place + 1) & this.#mask
    }
    return place
  }

  #isSame(at: number, { rows, index }: { rows: Uint8Array; index: number }): boolean {
    const start = index * SERIAL_ROW_BYTES
    for (let i = 0; i < SERIAL_ROW_BYTES; i++) {
      const byte = rows[start + i]
      if (this.#rows[at + i] !== byte) return false
      if (byte === 0) return true
    }
    return true
  }
}
