import { createCipheriv, createHmac } from 'node:crypto'
import { newSerials, SERIAL_ROW_BYTES, type Serial, SerialIndex } from '@symbolon/protocol/medicines'
import { CHUNK_PACKS } from '../medicines-limits.ts'
import { takeTurns } from './turns.ts'

export interface SerialsToGenerate {
  readonly count: number
  /** Packs of the product with this batch: from it follows how long a number is. */
  readonly total: number
  /** The batch's secret: the same secret makes the same numbers, as long as the same ones are taken. */
  readonly secret: Uint8Array
  readonly isTaken: (serial: Serial) => boolean
}

/** Serial numbers for a whole batch, piece by piece; each is there once and no other batch has it. */
export async function makeSerials({
  count,
  total,
  secret,
  isTaken,
}: SerialsToGenerate): Promise<Uint8Array<ArrayBuffer>> {
  const rows = new Uint8Array(count * SERIAL_ROW_BYTES)
  const random = randomFrom(secret)
  const index = new SerialIndex({ rows, seed: random(32) })
  for (let first = 0; first < count; first += CHUNK_PACKS) {
    const some = Math.min(CHUNK_PACKS, count - first)
    const isKnown = (serial: Serial) => index.find(serial) !== undefined || isTaken(serial)
    rows.set(newSerials({ count: some, total, random, isTaken: isKnown }), first * SERIAL_ROW_BYTES)
    for (let i = first; i < first + some; i++) index.add(i)
    await takeTurns()
  }
  return rows
}

/** Octets that follow from the secret and tell nothing of it, nor of the salts that follow from it too. */
function randomFrom(secret: Uint8Array): (size_bytes: number) => Uint8Array {
  const key = createHmac('sha256', secret).update('symbolon.serials.v1').digest()
  const stream = createCipheriv('aes-256-ctr', key, Buffer.alloc(16))
  return (size_bytes) => stream.update(Buffer.alloc(size_bytes))
}
