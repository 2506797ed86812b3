const firstBytes = 1024

/** Grows as it is written to. */
export class ByteWriter {
  #bytes = new Uint8Array(firstBytes)
  #size = 0

  put(bytes: Uint8Array): this {
    const size = this.#size + bytes.length
    if (size > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(size, 2 * this.#bytes.length))
      larger.set(this.#bytes.subarray(0, this.#size))
      this.#bytes = larger
    }
    this.#bytes.set(bytes, this.#size)
    this.#size = size
    return this
  }

  /** A whole number, most significant byte first. @param size_bytes 1 to 6 */
  uint(value: number, size_bytes: number): this {
    const bytes = new Uint8Array(size_bytes)
    for (let at = size_bytes, rest = value; at-- > 0; rest = Math.floor(rest / 256)) bytes[at] = rest % 256
    return this.put(bytes)
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#size)
  }
}
