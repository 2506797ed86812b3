import type { Id } from '@symbolon/protocol/kernel'
import { SERIAL_ROW_BYTES, type Serial, SerialIndex } from '@symbolon/protocol/medicines'
import type { NodeContext } from '../../kernel/index.ts'
import type { TakenSerials } from '../ports.ts'
import { readChunks } from './serial-store.ts'
import { takeTurns } from './turns.ts'

/** Serial numbers of a product's claimed batches, read from where they are stored. */
export function createTakenSerials({ database, random }: NodeContext): TakenSerials {
  return {
    async takenBeside({ batch, gtin }) {
      const others = await database.query<{ batch: Id<'batch'>; count: number }>({
        name: 'medicines_claimed_batches',
        text: `select batch, count from medicines.batch
          where gtin = $1 and batch <> $2 and claimed_at is not null order by batch`,
        values: [gtin, batch],
      })
      if (others.length === 0) return undefined
      const rows = new Uint8Array(others.reduce((sum, { count }) => sum + count, 0) * SERIAL_ROW_BYTES)
      const index = new SerialIndex({ rows, seed: random(32) })
      let at = 0
      for (const other of others) {
        for await (const chunk of readChunks(database, other.batch)) {
          rows.set(chunk, at * SERIAL_ROW_BYTES)
          const until = at + chunk.length / SERIAL_ROW_BYTES
          for (; at < until; at++) index.add(at)
          await takeTurns()
        }
      }
      return (serial: Serial) => index.find(serial) !== undefined
    },
  }
}
