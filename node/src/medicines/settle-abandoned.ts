import type { Id } from '@symbolon/protocol/kernel'
import type { NodeContext } from '../kernel/index.ts'
import { type BatchRow, findBatch } from './batches/batch-store.ts'
import { settleCommissioning } from './batches/commission-batch.ts'
import { settleHandover } from './handovers/accept-handover.ts'
import { findHandover } from './handovers/handover-store.ts'
import { settleRecall } from './recalls/confirm-recall.ts'
import { findRecall } from './recalls/recall-store.ts'

interface Waiting {
  readonly batch?: Id<'batch'> | null
  readonly handover?: Id<'handover'> | null
  readonly recall?: Id<'recall'> | null
  readonly party: Id<'party'>
}

/** Acts whose caller went away before the ledger answered: what it refused is undone. */
export async function settleAbandoned(context: NodeContext): Promise<void> {
  const { database, log } = context
  const waiting = await database.query<Waiting>({
    name: 'medicines_abandoned',
    text: `select batch, null as handover, null as recall, maker as party from medicines.batch where state = 'saved'
      union all select null, handover, null, to_party from medicines.handover where state = 'accepted'
      union all select null, null, recall, proposed_by from medicines.recall where state = 'confirmed'
      limit 100`,
  })
  for (const one of waiting) {
    await settle(context, one).catch((fault) => log.warn({ err: fault }, 'an act about packs was undone'))
  }
}

async function settle(context: NodeContext, { batch, handover, recall, party }: Waiting): Promise<void> {
  const { database } = context
  if (batch) return settleCommissioning(context, (await findBatch(database, batch)) as BatchRow)
  const moved = handover && (await findHandover(database, { handover, party }))
  if (moved) return settleHandover(context, moved)
  const called = recall && (await findRecall(database, { recall, party }))
  if (called) await settleRecall(context, called)
}
