import type { Hex, Id } from '@symbolon/protocol/kernel'
import type { Address, Queries, Statement } from '../../kernel/index.ts'

export interface RecallRow {
  readonly recall: Id<'recall'>
  readonly gtin: string
  readonly lot: string | null
  readonly lot_hash: Buffer | null
  readonly reason: string
  readonly class: number
  readonly proposed_by: Id<'party'>
  readonly by_address: Address
  readonly by_regulator: boolean
  readonly batch: Buffer | null
  readonly prefix_length: number | null
  readonly deadline: Date
  readonly signature: Hex
  readonly proposed_at: Date
  readonly state: 'proposed' | 'confirmed' | 'recorded'
  readonly command: string | null
  readonly confirmed_by: Id<'party'> | null
  readonly confirmed_at: Date | null
  readonly recorded_at: Date | null
  readonly block: number | null
  readonly transaction: Hex | null
  /** Of the party that asked. */
  readonly acknowledged_at: Date | null
}

const columns = `r.recall, r.gtin, r.lot, r.lot_hash, r.reason, r.class, r.proposed_by, r.by_address, r.by_regulator,
  r.batch, r.prefix_length, r.deadline, r.signature, r.proposed_at, r.state, r.command, r.confirmed_by, r.confirmed_at, r.recorded_at,
  r.block, r.transaction, n.acknowledged_at`
const from = 'medicines.recall r left join medicines.recall_notice n on n.recall = r.recall and n.party = '

/** A recall, with the notice of the party that asks. */
export async function findRecall(
  queries: Queries,
  asked: { readonly recall: string; readonly party: Id<'party'> },
): Promise<(RecallRow & { readonly is_told: boolean }) | undefined> {
  const [row] = await queries.query<RecallRow & { readonly is_told: boolean }>({
    name: 'medicines_recall_find',
    text: `select ${columns}, n.party is not null as is_told from ${from} $2 where r.recall = $1`,
    values: [asked.recall, asked.party],
  })
  return row
}

const sides = {
  proposed: 'r.proposed_by = $1',
  held: `r.state = 'recorded' and (n.party is not null or $4)`,
  confirming: `r.state = 'proposed' and r.proposed_by <> $1 and (r.by_regulator and $4 or exists (
    select from medicines.recall_confirmer c
    where c.party = r.proposed_by and c.person = $1 and c.named_at < r.proposed_at))`,
} as const

/** Recalls that the party proposed, is told of, or may confirm; oldest first. */
export function listRecalls(asked: {
  readonly party: Id<'party'>
  readonly side: keyof typeof sides
  readonly isRegulator: boolean
  readonly after: string | undefined
  readonly limit: number
}): Statement {
  return {
    name: `medicines_recall_list_${asked.side}`,
    text: `select ${columns} from ${from} $1
      where r.recall > $2 and ${sides[asked.side]} and $4::boolean is not null order by r.recall limit $3`,
    values: [asked.party, asked.after ?? '', asked.limit, asked.isRegulator],
  }
}

export type NewRecall = Omit<
  RecallRow,
  'state' | 'command' | 'confirmed_by' | 'confirmed_at' | 'recorded_at' | 'block' | 'transaction' | 'acknowledged_at'
>

export function insertRecall(row: NewRecall): Statement {
  return {
    name: 'medicines_recall_insert',
    text: `insert into medicines.recall (recall, gtin, lot, lot_hash, reason, class, proposed_by, by_address,
        by_regulator, batch, prefix_length, deadline, signature, proposed_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    values: [
      row.recall,
      row.gtin,
      row.lot,
      row.lot_hash,
      row.reason,
      row.class,
      row.proposed_by,
      row.by_address,
      row.by_regulator,
      row.batch,
      row.prefix_length,
      row.deadline,
      row.signature,
      row.proposed_at,
    ],
  }
}

/** Who holds packs of what was recalled, and what each has said. */
export interface RecallHolder {
  readonly party: Id<'party'> | null
  readonly address: Address
  readonly packs: number
  readonly containers: readonly { readonly container: string; readonly packs: number }[]
  readonly told_at: Date | null
  readonly acknowledged_at: Date | null
  readonly set_aside: number | null
}

/** Holders now, and whoever was told and holds nothing any more; packs in containers by the container that they are in. */
export async function findHolders(
  queries: Queries,
  asked: Pick<RecallRow, 'recall' | 'gtin' | 'lot_hash'> & { readonly ended: readonly number[] },
): Promise<RecallHolder[]> {
  return queries.query<RecallHolder>({
    name: 'medicines_recall_holders',
    text: holdersText,
    values: [asked.recall, asked.gtin, asked.lot_hash, asked.ended],
  })
}

const holdersText = `with meant as (
    select batch, count from medicines.batch
    where gtin = $2 and ($3::bytea is null or lot_hash = $3) and state = 'recorded'
  ), ended as materialized (
    select b.batch, m.index from meant b, medicines.marked(b.batch, 0, b.count) m where m.state = any($4::smallint[])
  ), range as (
    select h.holder, h.batch, h.first, h.until, (h.until - h.first - (
      select count(*) from ended e where e.batch = h.batch and e.index >= h.first and e.index < h.until))::integer as packs
    from medicines.holding h join meant using (batch)
  ), held as (
    select holder, sum(packs)::integer as packs from range group by holder
  ), packed as (
    select r.holder, p.container, sum(greatest(0, least(r.until, p.first + p.count) - greatest(r.first, p.first)
      - (select count(*) from ended e where e.batch = r.batch and e.index >= greatest(r.first, p.first)
          and e.index < least(r.until, p.first + p.count))))::integer as packs
    from range r join medicines.packing p
      on p.unpacked_at is null and p.batch = r.batch and p.first < r.until and p.first + p.count > r.first
    group by r.holder, p.container
  ), notice as (
    select p.address, n.* from medicines.recall_notice n join identity.party p using (party) where n.recall = $1
  )
  select p.party, coalesce(h.holder, n.address) as address, coalesce(h.packs, 0) as packs, coalesce((
      select json_agg(json_build_object('container', c.container, 'packs', c.packs) order by c.container)
      from packed c where c.holder = h.holder and c.packs > 0), '[]') as containers,
    n.told_at, n.acknowledged_at, n.set_aside
  from held h full join notice n on n.address = h.holder
  left join identity.party p on p.address = coalesce(h.holder, n.address)
  where h.packs > 0 or n.party is not null
  order by address`
