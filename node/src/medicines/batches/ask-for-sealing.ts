import { medicinesErrors } from '@symbolon/protocol/medicines'
import type { NodeContext } from '../../kernel/index.ts'
import { type BatchRow, findBatch } from './batch-store.ts'

/**
 * The batch is being sealed, or is sealed already.
 * @throws MEDICINES_SERIALS_MISSING
 */
export async function askForSealing({ database, clock }: NodeContext, row: BatchRow): Promise<BatchRow> {
  const { batch, serials_known, count } = row
  if (row.serials_are === 'given' && serials_known < count) {
    throw medicinesErrors.MEDICINES_SERIALS_MISSING({ serials_known, count })
  }
  await database.query({
    name: 'medicines_ask_for_sealing',
    text: `update medicines.batch set sealing_at = coalesce(sealing_at, $2), fault = null
      where batch = $1 and state = 'open' and (serials_are = 'generated' or serials_known = count)`,
    values: [batch, new Date(clock.now())],
  })
  return (await findBatch(database, batch)) as BatchRow
}
