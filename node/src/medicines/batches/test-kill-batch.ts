import { newId } from '@symbolon/protocol/kernel'
import { lotHash, parseBatchOrder } from '@symbolon/protocol/medicines'
import type { Queries } from '../../kernel/index.ts'
import { bytesOfHex } from '../ledger-values.ts'
import { gtinOf } from '../test-batches.ts'
import { findBatch, insertBatch } from './batch-store.ts'

const now = Date.UTC(2026, 2, 1)

/** A batch that is asked to be sealed, the same each time. */
export const killBatch = {
  ...parseBatchOrder({ gtin: gtinOf(9), lot: 'KILLED', expiry: '2029-06-30', count: 200_000 }, now),
  batch: newId('batch', now, new Uint8Array(10)),
  secret: new Uint8Array(32).fill(9),
}

export async function putKillBatch(queries: Queries): Promise<void> {
  if (await findBatch(queries, killBatch.batch)) return
  await queries.query(
    insertBatch({
      ...killBatch,
      lot_hash: bytesOfHex(lotHash(killBatch.lot)),
      serials_are: 'generated',
      maker: newId('party', now, new Uint8Array(10)),
      maker_address: '0x00000000000000000000000000000000000000AA',
      now: new Date(now),
    }),
  )
  await queries.query({
    name: 'test_ask_for_sealing',
    text: 'update medicines.batch set sealing_at = $2 where batch = $1',
    values: [killBatch.batch, new Date(now)],
  })
}
