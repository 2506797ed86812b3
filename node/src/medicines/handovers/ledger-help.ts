import { peakOf } from '@symbolon/protocol/medicines'
import type { Queries } from '../../kernel/index.ts'
import { columnsOf, type RangeRow } from './handover-store.ts'

/** What the contract is helped along with, unsigned: where the ranges stand and which of their packs are marked. */
export interface LedgerHelp {
  /** One a range. */
  readonly peaks: readonly number[]
  /** Token ids of marked packs in the ranges around, divided by 256; ascending, each once. */
  readonly pages: readonly bigint[]
}

/** @source IPacks.sol rangeOf, IPackIntents.sol SignedHandOver */
export async function ledgerHelp(queries: Queries, ranges: readonly RangeRow[]): Promise<LedgerHelp> {
  const rows = await queries.query<{ first: number; last: number; pages: number[] }>({
    name: 'medicines_ledger_help',
    text: `select h.first, h.until - 1 as last, coalesce((
          select array_agg(distinct m.index / 256) from medicines.marked(h.batch, h.first, h.until) m), '{}') as pages
      from unnest($1::text[], $2::integer[], $3::integer[], $4::integer[]) with ordinality
        r (batch, first, count, moves, place)
      join medicines.holding h on h.batch = r.batch and h.first <= r.first and h.until > r.first
      order by r.place`,
    values: columnsOf(ranges),
  })
  const pages = rows.flatMap(({ pages }, i) => pages.map((page) => pageOf(ranges[i], page)))
  return { peaks: rows.map(peakOf), pages: [...new Set(pages)].sort((a, b) => (a < b ? -1 : 1)) }
}

function pageOf(range: RangeRow | undefined, page: number): bigint {
  return (BigInt(`0x${range?.number ?? '0'}`) << 16n) | BigInt(page)
}
