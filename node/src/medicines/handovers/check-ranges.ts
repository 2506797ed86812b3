import { isId } from '@symbolon/protocol/kernel'
import { medicinesErrors } from '@symbolon/protocol/medicines'
import type { Address, Queries } from '../../kernel/index.ts'
import { columnsOf, findBatches, type RangeRow } from './handover-store.ts'

type AskedRange = { readonly batch: string; readonly first: number; readonly count: number; readonly moves: number }

interface RangeFacts {
  readonly range: number
  readonly is_held: boolean
  readonly is_marked: boolean
  readonly is_offered: boolean
}

/**
 * The account holds these packs as they are named, all of them active, and offers them nowhere else; answers them with
 * their batches.
 * @throws MEDICINES_RANGE_NOT_HELD, MEDICINES_RANGE_MARKED, MEDICINES_RANGE_OFFERED, naming the first one
 */
export async function requireOfferable(
  queries: Queries,
  asked: { readonly ranges: readonly AskedRange[]; readonly holder: Address; readonly now: Date },
): Promise<RangeRow[]> {
  const ranges = await requireHeld(queries, asked)
  const marked = ranges.facts.find(({ is_marked }) => is_marked)
  if (marked) throw medicinesErrors.MEDICINES_RANGE_MARKED({ range: marked.range })
  const offered = ranges.facts.find(({ is_offered }) => is_offered)
  if (offered) throw medicinesErrors.MEDICINES_RANGE_OFFERED({ range: offered.range })
  return ranges.rows
}

/** The account holds these packs as they are named. @throws MEDICINES_RANGE_NOT_HELD */
export async function requireHeld(
  queries: Queries,
  { ranges, holder, now }: { readonly ranges: readonly AskedRange[]; readonly holder: Address; readonly now: Date },
): Promise<{ readonly rows: RangeRow[]; readonly facts: readonly RangeFacts[] }> {
  const rows = await rangeRows(queries, ranges)
  const facts = await queries.query<RangeFacts>({
    name: 'medicines_range_facts',
    text: factsText,
    values: [...columnsOf(rows), holder, now],
  })
  const other = facts.find(({ is_held }) => !is_held)
  if (other) throw medicinesErrors.MEDICINES_RANGE_NOT_HELD({ range: other.range })
  return { rows, facts }
}

/** A batch that is not on the ledger, or never was, is held by nobody. */
async function rangeRows(queries: Queries, ranges: readonly AskedRange[]): Promise<RangeRow[]> {
  const batches = await findBatches(
    queries,
    ranges.map(({ batch }) => batch).filter((batch) => isId('batch', batch)),
  )
  return ranges.map((range, place) => {
    const batch = batches.get(range.batch)
    if (!batch) throw medicinesErrors.MEDICINES_RANGE_NOT_HELD({ range: place })
    return { ...range, ...batch }
  })
}

const factsText = `with asked as (
    select * from unnest($1::text[], $2::integer[], $3::integer[], $4::integer[]) with ordinality
      r (batch, first, count, moves, place)
  )
  select (a.place - 1)::integer as range,
    exists (
      select from medicines.holding h where h.batch = a.batch and h.first <= a.first and h.until >= a.first + a.count
        and h.holder = $5 and h.moves = a.moves) as is_held,
    exists (select from medicines.marked(a.batch, a.first, a.first + a.count)) as is_marked,
    exists (
      select from medicines.handover_range r join medicines.handover h using (handover)
      where r.batch = a.batch and r.first < a.first + a.count and r.first + r.count > a.first
        and h.from_address = $5 and (h.state = 'accepted' or h.state = 'offered' and h.deadline > $6)
    ) or exists (
      select from asked b where b.place < a.place and b.batch = a.batch
        and b.first < a.first + a.count and b.first + b.count > a.first) as is_offered
  from asked a order by a.place`
