import type { Random } from './age-core.ts'

const poolBytes = 4096

/** Many small draws from few large ones, since a call costs more than its bytes; no byte is given out twice. */
export function randomPool(random: Random): Random {
  let pool = new Uint8Array(0)
  let at = 0
  return (size_bytes) => {
    if (size_bytes > poolBytes) return random(size_bytes)
    if (at + size_bytes > pool.length) {
      pool = Uint8Array.from(random(poolBytes))
      at = 0
    }
    at += size_bytes
    return pool.slice(at - size_bytes, at)
  }
}
