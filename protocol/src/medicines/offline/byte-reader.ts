import { statusFault } from './status-faults.ts'

/** Reads a file from front to back; what does not fit is refused with its place. Whole numbers have their most significant byte first. */
export class ByteReader {
  readonly #bytes: Uint8Array
  readonly #end: number
  #at = 0

  /** @param size_bytes of the part to read, from the front */
  constructor(bytes: Uint8Array, size_bytes = bytes.length) {
    this.#bytes = bytes
    this.#end = size_bytes
  }

  get position(): number {
    return this.#at
  }

  /** The next bytes, not copied. */
  take(size_bytes: number): Uint8Array {
    if (size_bytes > this.#end - this.#at) throw statusFault('short', this.#at)
    this.#at += size_bytes
    return this.#bytes.subarray(this.#at - size_bytes, this.#at)
  }

  u8(): number {
    return this.#number(1)
  }

  u16(): number {
    return this.#number(2)
  }

  u24(): number {
    return this.#number(3)
  }

  u32(): number {
    return this.#number(4)
  }

  u48(): number {
    return this.#number(6)
  }

  /** @throws MEDICINES_STATUS_INVALID when bytes are left */
  finish(): void {
    if (this.#at !== this.#end) throw statusFault('long', this.#at)
  }

  #number(size_bytes: number): number {
    let value = 0
    for (const byte of this.take(size_bytes)) value = value * 256 + byte
    return value
  }
}
