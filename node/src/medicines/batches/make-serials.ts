import { createCipheriv, createHmac } from 'node:crypto'
import { newSerials, SERIAL_ROW_BYTES, type Serial, SerialIndex } from '@symbolon/protocol/medicines'
import { takeTurns } from './turns.ts'

/** Numbers that are made before others have their turn. */
const turnPacks = 4_096

export interface SerialsToGenerate {
  readonly count: number
  /** Packs of the product with this batch: from it follows how long a number is. */
  readonly total: number
  /** The batch's secret: the same secret makes the same numbers, as long as the same ones are taken. */
  readonly secret: Uint8Array
  /** Absent when the product has no other batch. */
  readonly isTaken?: ((serial: Serial) => boolean) | undefined
}

/** Serial numbers for a whole batch, piece by piece; each is there once and no other batch has it. */
export async function makeSerials(wish: SerialsToGenerate): Promise<Uint8Array<ArrayBuffer>> {
  const { count, total, secret, isTaken } = wish
  const rows = new Uint8Array(count * SERIAL_ROW_BYTES)
  const random = randomFrom(secret)
  const index = new SerialIndex({ rows, seed: random(32) })
  for (let first = 0; first < count; first += turnPacks) {
    const some = Math.min(turnPacks, count - first)
    rows.set(newSerials({ count: some, total, random, ...(isTaken && { isTaken }) }), first * SERIAL_ROW_BYTES)
    for (
      let met = meetings(index, { first, some });
      met.length > 0;
      met = met.filter((i) => index.add(i) !== undefined)
    ) {
      const others = newSerials({ count: met.length, total, random, ...(isTaken && { isTaken }) })
      for (const [n, i] of met.entries()) rows.set(rowOf(others, n), i * SERIAL_ROW_BYTES)
    }
    await takeTurns()
  }
  return rows
}

/** Packs of a piece whose number an earlier pack has: at most one in ten thousand. */
function meetings(index: SerialIndex, { first, some }: { readonly first: number; readonly some: number }): number[] {
  const met: number[] = []
  for (let i = first; i < first + some; i++) if (index.add(i) !== undefined) met.push(i)
  return met
}

function rowOf(rows: Uint8Array, place: number): Uint8Array {
  return rows.subarray(place * SERIAL_ROW_BYTES, (place + 1) * SERIAL_ROW_BYTES)
}

/** Octets that follow from the secret and tell nothing of it, nor of the salts that follow from it too. */
function randomFrom(secret: Uint8Array): (size_bytes: number) => Uint8Array {
  const key = createHmac('sha256', secret).update('symbolon.serials.v1').digest()
  const stream = createCipheriv('aes-256-ctr', key, Buffer.alloc(16))
  return (size_bytes) => stream.update(Buffer.alloc(size_bytes))
}
