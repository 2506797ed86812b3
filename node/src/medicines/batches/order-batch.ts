import { newId } from '@symbolon/protocol/kernel'
import { type BatchOrderText, lotHash, medicinesErrors, parseBatchOrder } from '@symbolon/protocol/medicines'
import type { NodeContext } from '../../kernel/index.ts'
import { bytesOfHex } from '../ledger-values.ts'
import { type Actor, requireLicenceOver } from '../policy.ts'
import { type BatchRow, findBatch, insertBatch } from './batch-store.ts'

const secret_bytes = 32

/**
 * The batch is open, with its secret and whatever its numbers will follow from.
 * @throws MEDICINES_ORDER_INVALID, MEDICINES_BATCH_SIZE, MEDICINES_LICENCE_MISSING, MEDICINES_LOT_TAKEN
 */
export async function orderBatch(
  context: NodeContext,
  maker: Actor,
  wish: BatchOrderText & { readonly serials: 'generated' | 'given' },
): Promise<BatchRow> {
  const { database, clock, random } = context
  const now = clock.now()
  const order = parseBatchOrder(wish, now)
  await requireLicenceOver(context, maker.address, order.gtin)
  const batch = newId('batch', now, random(10))
  const [made] = await database.query(
    insertBatch({
      ...order,
      batch,
      lot_hash: bytesOfHex(lotHash(order.lot)),
      serials_are: wish.serials,
      maker: maker.party,
      maker_address: maker.address,
      secret: random(secret_bytes),
      now: new Date(now),
    }),
  )
  if (!made) throw medicinesErrors.MEDICINES_LOT_TAKEN()
  return (await findBatch(database, batch)) as BatchRow
}
