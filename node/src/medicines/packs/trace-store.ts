import type { Id } from '@symbolon/protocol/kernel'
import type { Queries } from '../../kernel/index.ts'
import type { PackPlace } from './pack-index.ts'
import { MARK_PACKS_MAX } from './packs-limits.ts'

/** One step of a pack's way, as the ledger has it. */
export interface TraceStep {
  readonly step: 'commissioned' | 'handed_over' | 'marked'
  readonly at: Date
  readonly state: number | null
  readonly from_party: Id<'party'> | null
  readonly to_party: Id<'party'> | null
  readonly handover: Id<'handover'> | null
  readonly block: number | null
  readonly transaction: string | null
}

/** Every step of a pack, oldest first, in one statement. */
export function readTrace(queries: Queries, { batch, index }: PackPlace): Promise<TraceStep[]> {
  return queries.query<TraceStep>({
    name: 'medicines_pack_trace',
    text: `select step, at, state, from_party, to_party, handover, block, transaction from (
        select 'commissioned' as step, recorded_at as at, null::smallint as state, null as from_party, maker as to_party,
          null as handover, block, transaction, 0::bigint as place
        from medicines.batch where batch = $1
        union all
        select 'handed_over', h.ended_at, null, h.from_party, h.to_party, h.handover, h.block, h.transaction, 0
        from medicines.handover_range r join medicines.handover h using (handover)
        where r.batch = $1 and r.first <= $2 and r.first + r.count > $2 and h.state = 'recorded'
        union all
        select 'marked', m.at, m.state, null, null, null, m.block, null, m.mark
        from medicines.mark m
        where m.batch = $1 and m.first <= $2 and m.first > $2::integer - $3::integer and m.first + m.count > $2
      ) told order by block, place`,
    values: [batch.facts.batch, index, MARK_PACKS_MAX],
  })
}
