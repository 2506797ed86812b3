const firstBytes = 1024

/** Grows as it is written to. Whole numbers stand with their most significant byte first. */
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

  u8(value: number): this {
    return this.#number(value, { size_bytes: 1 })
  }

  u16(value: number): this {
    return this.#number(value, { size_bytes: 2 })
  }

  u24(value: number): this {
    return this.#number(value, { size_bytes: 3 })
  }

  u32(value: number): this {
    return this.#number(value, { size_bytes: 4 })
  }

  u48(value: number): this {
    return this.#number(value, { size_bytes: 6 })
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#size)
  }

  #number(value: number, { size_bytes }: { size_bytes: number }): this {
    const bytes = new Uint8Array(size_bytes)
    for (let at = size_bytes, rest = value; at-- > 0; rest = Math.floor(rest / 256)) bytes[at] = rest % 256
    return this.put(bytes)
  }
}
