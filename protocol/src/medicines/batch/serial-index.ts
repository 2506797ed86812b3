import { openKeystream } from './keystream.ts'
import { SERIAL_ROW_BYTES, type Serial, serialCount, writeSerial } from './serial-rows.ts'

/** The table is at most two thirds full. */
const roomFactor = 1.5
const byteValues = 256

/**
 * Which row holds a serial number: 4 bytes a place, 6 to 12 a pack. Where a number stands is decided by simple
 * tabulation under the seed, so that no list of numbers makes it slow for whoever does not know the seed.
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
   */
  constructor({ rows, seed }: { rows: Uint8Array; seed: Uint8Array }) {
    const places = 2 ** Math.ceil(Math.log2(roomFactor * serialCount(rows) + 1))
    this.#rows = rows
    this.#table = new Uint32Array(places)
    this.#mask = places - 1
    const size_bytes = 4 * SERIAL_ROW_BYTES * byteValues
    this.#tabulation = new Uint32Array(openKeystream(seed).bytes({ firstBlock: 0, size_bytes }).slice().buffer)
  }

  /** Takes row `index` in; answers the row that holds the same number already, and then changes nothing. */
  add(index: number): number | undefined {
    const place = this.#placeOf(this.#rows, index)
    const held = this.#table[place] ?? 0
    if (held > 0) return held - 1
    this.#table[place] = index + 1
    return undefined
  }

  /** The row that holds a serial number. */
  find(serial: Serial): number | undefined {
    this.#sought.fill(0)
    writeSerial(this.#sought, 0, serial)
    const held = this.#table[this.#placeOf(this.#sought, 0)] ?? 0
    return held > 0 ? held - 1 : undefined
  }

  /** The place of the row's number, or the free one that it would take. */
  #placeOf(rows: Uint8Array, index: number): number {
    const start = index * SERIAL_ROW_BYTES
    let hash = 0
    for (let i = 0; i < SERIAL_ROW_BYTES && rows[start + i] !== 0; i++) {
      hash ^= this.#tabulation[i * byteValues + (rows[start + i] ?? 0)] ?? 0
    }
    let place = hash & this.#mask
    for (let held = this.#table[place] ?? 0; held > 0; held = this.#table[place] ?? 0) {
      if (this.#isSame((held - 1) * SERIAL_ROW_BYTES, { rows, start })) return place
      place = (place + 1) & this.#mask
    }
    return place
  }

  #isSame(at: number, { rows, start }: { rows: Uint8Array; start: number }): boolean {
    for (let i = 0; i < SERIAL_ROW_BYTES; i++) {
      const byte = rows[start + i]
      if (this.#rows[at + i] !== byte) return false
      if (byte === 0) return true
    }
    return true
  }
}
