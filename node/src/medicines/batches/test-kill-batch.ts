import { newId } from '@symbolon/protocol/kernel'
import { lotHash, parseBatchOrder } from '@symbolon/protocol/medicines'
import type { Queries } from '../../kernel/index.ts'
import { bytesOfHex } from '../ledger-values.ts'
import { gtinOf } from '../test-batches.ts'
import { findBatch, insertBatch } from './batch-store.ts'

const now = Date.UTC(2026, 2, 1)

/** Batches of one product that are asked to be sealed, the same each time. */
export const killBatches = [1, 2].map((place) => ({
  ...parseBatchOrder({ gtin: gtinOf(9), lot: `KILLED-${place}`, expiry: '2029-06-30', count: 200_000 }, now),
  batch: newId('batch', now + place, new Uint8Array(10)),
  secret: new Uint8Array(32).fill(9 + place),
}))

export async function putKillBatches(queries: Queries): Promise<void> {
  for (const [place, killed] of killBatches.entries()) {
    if (await findBatch(queries, killed.batch)) continue
    await queries.query(
      insertBatch({
        ...killed,
        lot_hash: bytesOfHex(lotHash(killed.lot)),
        serials_are: 'generated',
        maker: newId('party', now, new Uint8Array(10)),
        maker_address: '0x00000000000000000000000000000000000000AA',
        now: new Date(now),
      }),
    )
    await queries.query({
      name: 'test_ask_for_sealing',
      text: 'update medicines.batch set sealing_at = $2 where batch = $1',
      values: [killed.batch, new Date(now + place)],
    })
  }
}
