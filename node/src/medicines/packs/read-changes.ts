import type { Queries } from '../../kernel/index.ts'
import type { PackMark } from './pack-batch.ts'
import { CHANGES_AT_ONCE_MAX } from './packs-limits.ts'

/** Something that the ledger said, in the order in which it did. */
export interface Change {
  readonly change: number
  readonly kind: 'batch' | 'mark' | 'standing' | 'move'
  readonly batch: string | null
  readonly first: number | null
  readonly count: number | null
  readonly state: number | null
  readonly at: Date
}

const columns = 'change, kind, batch, first, count, state, at'

/** The newest change, 0 before the first. */
export async function newestChange(queries: Queries): Promise<number> {
  const [row] = await queries.query<{ change: number | null }>({
    name: 'medicines_packs_newest_change',
    text: 'select max(change) as change from medicines.change',
  })
  return row?.change ?? 0
}

export async function readChanges(queries: Queries, after: number): Promise<Change[]> {
  return queries.query<Change>({
    name: 'medicines_packs_changes',
    text: `select ${columns} from medicines.change where change > $1 order by change limit $2`,
    values: [after, CHANGES_AT_ONCE_MAX],
  })
}

/** What was marked of a batch, up to a change. */
export async function readMarks(
  queries: Queries,
  { batch, after, until }: { readonly batch: string; readonly after: number; readonly until: number },
): Promise<Change[]> {
  return queries.query<Change>({
    name: 'medicines_packs_marks',
    text: `select ${columns} from medicines.change
      where kind = 'mark' and batch = $1 and change > $2 and change <= $3 order by change limit $4`,
    values: [batch, after, until, CHANGES_AT_ONCE_MAX],
  })
}

/** Recalled lots, and withdrawn products (no lot). */
export async function readStandings(queries: Queries): Promise<{ gtin: string; lot_hash: Buffer | null }[]> {
  return queries.query({
    name: 'medicines_packs_standings',
    text: 'select gtin, lot_hash from medicines.standing',
  })
}

export function markOf({ first, count, state, at }: Change): PackMark {
  return { first: first ?? 0, count: count ?? 0, state: state ?? 0, at: at.getTime() }
}
