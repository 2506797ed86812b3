import type { z } from 'zod'
import { numberOf } from '../ledger-values.ts'
import type { recallDetail, recallSummary } from './recall-schemas.ts'
import type { RecallHolder, RecallRow } from './recall-store.ts'

export function presentRecall(row: RecallRow): z.infer<typeof recallSummary> {
  return {
    recall: row.recall,
    state: row.state,
    kind: row.lot === null ? 'withdrawal' : 'recall',
    gtin: row.gtin,
    lot: row.lot,
    reason: row.reason,
    class: row.class,
    proposed_by: row.proposed_by,
    deadline: row.deadline.getTime() / 1000,
    signed: {
      by: row.by_address,
      batch: row.batch === null ? '0' : String(numberOf(row.batch)),
      prefix_length: row.prefix_length ?? 0,
    },
    proposed_at: row.proposed_at.toISOString(),
    confirmed_at: row.confirmed_at?.toISOString() ?? null,
    recorded_at: row.recorded_at?.toISOString() ?? null,
    block: row.block,
    transaction: row.transaction,
    acknowledged_at: row.acknowledged_at?.toISOString() ?? null,
  }
}

/** Who holds what is for whoever proposed it and for regulators; the counts are for everybody who is told. */
export function presentRecallDetail(
  row: RecallRow,
  seen: { readonly holders: readonly RecallHolder[]; readonly seesHolders: boolean },
): z.infer<typeof recallDetail> {
  const { holders } = seen
  const told = holders.filter(({ told_at }) => told_at !== null)
  return {
    ...presentRecall(row),
    holders_told: told.length,
    holders_acknowledged: told.filter(({ acknowledged_at }) => acknowledged_at !== null).length,
    packs_held: holders.reduce((sum, { packs }) => sum + packs, 0),
    packs_set_aside: holders.reduce((sum, { set_aside }) => sum + (set_aside ?? 0), 0),
    ...(seen.seesHolders && { holders: holders.map(presentHolder) }),
  }
}

function presentHolder({ told_at, acknowledged_at, containers, ...holder }: RecallHolder) {
  return {
    ...holder,
    containers: [...containers],
    told_at: told_at?.toISOString() ?? null,
    acknowledged_at: acknowledged_at?.toISOString() ?? null,
  }
}
