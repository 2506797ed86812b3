import type { Hex, Id, JsonObject } from '@symbolon/protocol/kernel'
import type { BatchOrder, Gtin, Lot } from '@symbolon/protocol/medicines'
import type { Address, Queries, Statement } from '../../kernel/index.ts'

export type BatchState = 'open' | 'sealed' | 'saved' | 'recorded'

/** A batch without what only proofs need. */
export interface BatchRow {
  readonly batch: Id<'batch'>
  readonly number: Buffer | null
  readonly root: Buffer | null
  readonly gtin: Gtin
  readonly lot: Lot
  readonly lot_hash: Buffer
  /** `YYYY-MM-DD`. */
  readonly expiry: string
  readonly count: number
  readonly serials_are: 'generated' | 'given'
  readonly serials_known: number
  readonly maker: Id<'party'>
  readonly maker_address: Address
  /** ISO 3166-1 alpha-2, in their order. */
  readonly markets: readonly string[] | null
  readonly markets_signature: Hex | null
  readonly state: BatchState
  readonly sealing_at: Date | null
  readonly claimed_at: Date | null
  readonly fault: JsonObject | null
  readonly command: string | null
  readonly created_at: Date
  readonly recorded_at: Date | null
  readonly block: number | null
  readonly transaction: Hex | null
}

const columns = `b.batch, b.number, b.root, b.gtin, b.lot, b.lot_hash, b.expiry, b.count, b.serials_are, b.serials_known,
  b.maker, b.maker_address, b.markets, b.markets_signature, b.state, b.sealing_at, b.claimed_at, b.fault, b.command, b.created_at, b.recorded_at, b.block,
  b.transaction`

export async function findBatch(queries: Queries, batch: string): Promise<BatchRow | undefined> {
  const [row] = await queries.query<BatchRow>({
    name: 'medicines_batch_find',
    text: `select ${columns} from medicines.batch b where b.batch = $1`,
    values: [batch],
  })
  return row
}

/** As `findBatch`, and nobody else changes it until the transaction ends. */
export async function lockBatch(queries: Queries, batch: string): Promise<BatchRow | undefined> {
  const [row] = await queries.query<BatchRow>({
    name: 'medicines_batch_lock',
    text: `select ${columns} from medicines.batch b where b.batch = $1 for update`,
    values: [batch],
  })
  return row
}

/** Batches that the party made, holds packs of, or (as a regulator) all; oldest first. */
export function listBatches(asked: {
  readonly party: Id<'party'>
  readonly address: Address
  readonly seesAll: boolean
  readonly gtin: string | undefined
  readonly after: string | undefined
  readonly limit: number
}): Statement {
  return {
    name: 'medicines_batch_list',
    text: `select ${columns} from medicines.batch b
      where b.batch > $5 and ($4::text is null or b.gtin = $4)
        and (b.maker = $1 or $3 and b.state = 'recorded'
          or exists (select from medicines.holding h where h.batch = b.batch and h.holder = $2))
      order by b.batch limit $6`,
    values: [asked.party, asked.address, asked.seesAll, asked.gtin ?? null, asked.after ?? '', asked.limit],
  }
}

export interface NewBatch extends BatchOrder {
  readonly batch: Id<'batch'>
  readonly lot_hash: Buffer
  readonly serials_are: 'generated' | 'given'
  readonly maker: Id<'party'>
  readonly maker_address: Address
  readonly secret: Uint8Array
  readonly now: Date
}

const day_ms = 86_400_000

/** The calendar day of a number of days since 1970. */
export function dayText(day: number): string {
  return new Date(day * day_ms).toISOString().slice(0, 10)
}

/** The number of days since 1970 of a calendar day. */
export function dayNumber(text: string): number {
  return Date.parse(`${text}T00:00:00Z`) / day_ms
}

/** Nothing is inserted when the lot has another expiry already; answers the batch otherwise. */
export function insertBatch(batch: NewBatch): Statement {
  return {
    name: 'medicines_batch_insert',
    text: `insert into medicines.batch
        (batch, gtin, lot, lot_hash, expiry, count, serials_are, maker, maker_address, secret, created_at, markets)
      select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::text[]
      where not exists (select from medicines.batch b where b.gtin = $2 and b.lot = $3 and b.expiry <> $5::date
        and b.state <> 'open')
      returning batch`,
    values: [
      batch.batch,
      batch.gtin,
      batch.lot,
      batch.lot_hash,
      dayText(batch.expiry),
      batch.count,
      batch.serials_are,
      batch.maker,
      batch.maker_address,
      Buffer.from(batch.secret),
      batch.now,
      batch.markets ?? null,
    ],
  }
}

/** Packs of a batch by state, and by who holds those that have not ended. */
export interface BatchCounts {
  readonly states: Readonly<Record<string, number>>
  readonly holders: readonly { readonly party: Id<'party'> | null; readonly address: Address; readonly packs: number }[]
}

export async function countPacks(
  queries: Queries,
  asked: { readonly batch: string; readonly ended: readonly number[] },
): Promise<BatchCounts> {
  const [row] = await queries.query<{ states: Record<string, number>; holders: BatchCounts['holders'] }>({
    name: 'medicines_batch_counts',
    text: `with marked as materialized (
        select m.index, m.state from medicines.batch b, medicines.marked(b.batch, 0, b.count) m where b.batch = $1
      )
      select coalesce((select jsonb_object_agg(state, packs) from (
          select state, count(*) as packs from marked group by state) s), '{}') as states,
        coalesce((select json_agg(json_build_object('party', party, 'address', holder, 'packs', packs) order by holder)
          from (
            select h.holder, p.party, sum(h.until - h.first - (
              select count(*) from marked m where m.index >= h.first and m.index < h.until and m.state = any($2::smallint[])
            ))::integer as packs
            from medicines.holding h left join identity.party p on p.address = h.holder
            where h.batch = $1 group by h.holder, p.party) held where packs > 0), '[]') as holders`,
    values: [asked.batch, asked.ended],
  })
  return row ?? { states: {}, holders: [] }
}

/** Ranges of a batch that an account holds, as a handover names them. */
export async function rangesOf(
  queries: Queries,
  asked: { readonly batch: string; readonly holder: Address },
): Promise<{ first: number; count: number; moves: number }[]> {
  return queries.query({
    name: 'medicines_ranges_of',
    text: `select first, until - first as count, moves from medicines.holding
      where batch = $1 and holder = $2 order by first`,
    values: [asked.batch, asked.holder],
  })
}
