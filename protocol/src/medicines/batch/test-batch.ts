import { createCipheriv, createHash } from 'node:crypto'
import { parseBatchOrder } from './batch-order.ts'
import { SERIAL_ROW_BYTES, writeSerial } from './serial-rows.ts'

/** 2026-03-01, a Sunday. */
export const now = Date.UTC(2026, 2, 1)

export const orderText = { gtin: '09506000134352', lot: 'LOT-42/b', expiry: '280229', count: 9 }
export const batchClass = parseBatchOrder(orderText, now)
export const secret = Uint8Array.from({ length: 32 }, (_, i) => 7 * i + 1)

/** Random bytes that are the same each time. */
export function repeatableRandom(seed: string): (size_bytes: number) => Uint8Array {
  const key = createHash('sha256').update(seed).digest()
  const stream = createCipheriv('aes-256-ctr', key, new Uint8Array(16))
  return (size_bytes) => Uint8Array.from(stream.update(new Uint8Array(size_bytes)))
}

/** So many different serial numbers of 1 to 20 characters. */
export function someSerials(count: number): string[] {
  const tail = `-x/${'Q'.repeat(17)}`
  return Array.from({ length: count }, (_, i) => `${i}${tail.slice(0, (5 * i) % 14)}`)
}

export function rowsOf(serials: readonly string[]): Uint8Array {
  const rows = new Uint8Array(serials.length * SERIAL_ROW_BYTES)
  for (const [i, text] of serials.entries()) writeSerial(rows, i, text)
  return rows
}
