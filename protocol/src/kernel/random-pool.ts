const poolBytes = 4096

/**
 * Many small draws from few large ones, since a call costs more than its bytes. No byte is given out twice, nor kept.
 * @param random draws so many bytes from a cryptographic generator
 */
export function randomPool(
  random: (size_bytes: number) => Uint8Array,
): (size_bytes: number) => Uint8Array<ArrayBuffer> {
  let pool = new Uint8Array(0)
  let at = 0
  return (size_bytes) => {
    if (size_bytes > poolBytes) return Uint8Array.from(random(size_bytes))
    if (at + size_bytes > pool.length) {
      pool = Uint8Array.from(random(poolBytes))
      at = 0
    }
    const drawn = pool.slice(at, at + size_bytes)
    pool.fill(0, at, at + size_bytes)
    at += size_bytes
    return drawn
  }
}
