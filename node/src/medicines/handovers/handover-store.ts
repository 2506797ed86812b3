import type { Hex, Id } from '@symbolon/protocol/kernel'
import type { Address, Queries, Statement } from '../../kernel/index.ts'

export type HandoverState = 'offered' | 'accepted' | 'recorded' | 'refused' | 'withdrawn' | 'expired'

/** A range with its batch. */
export interface RangeRow {
  readonly batch: Id<'batch'>
  readonly first: number
  readonly count: number
  readonly moves: number
  /** Hexadecimal digits of the batch's number. */
  readonly number: string
  readonly gtin: string
  readonly lot: string
}

export interface HandoverRow {
  readonly handover: Id<'handover'>
  readonly from_party: Id<'party'>
  readonly from_address: Address
  readonly to_party: Id<'party'>
  readonly to_address: Address
  readonly container: string | null
  readonly deadline: Date
  readonly from_signature: Hex
  readonly state: HandoverState
  readonly command: string | null
  readonly offered_at: Date
  readonly ended_at: Date | null
  readonly block: number | null
  readonly transaction: Hex | null
  readonly ranges: readonly RangeRow[]
}

const columns = `h.handover, h.from_party, h.from_address, h.to_party, h.to_address, h.container, h.deadline,
  h.from_signature, h.state, h.command, h.offered_at, h.ended_at, h.block, h.transaction, (
    select json_agg(json_build_object('batch', r.batch, 'first', r.first, 'count', r.count, 'moves', r.moves,
      'number', encode(b.number, 'hex'), 'gtin', b.gtin, 'lot', b.lot) order by r.place)
    from medicines.handover_range r join medicines.batch b using (batch) where r.handover = h.handover) as ranges`

/** A handover that the party is on one side of. */
export async function findHandover(
  queries: Queries,
  asked: { readonly handover: string; readonly party: Id<'party'> },
): Promise<HandoverRow | undefined> {
  const [row] = await queries.query<HandoverRow>({
    name: 'medicines_handover_find',
    text: `select ${columns} from medicines.handover h
      where h.handover = $1 and (h.from_party = $2 or h.to_party = $2)`,
    values: [asked.handover, asked.party],
  })
  return row
}

/** Until the end of the transaction the party makes no other offer: of two at once the second sees the first. */
export function lockOffers(party: Id<'party'>): Statement {
  return {
    name: 'medicines_lock_offers',
    text: `select pg_advisory_xact_lock(hashtextextended('medicines.handover ' || $1::text, 0))`,
    values: [party],
  }
}

/** What the party offered by this signature, unless that came to nothing. */
export async function findOffer(
  queries: Queries,
  asked: { readonly party: Id<'party'>; readonly signature: Hex },
): Promise<HandoverRow | undefined> {
  const [row] = await queries.query<HandoverRow>({
    name: 'medicines_handover_of_signature',
    text: `select ${columns} from medicines.handover h
      where h.from_signature = $2 and h.from_party = $1 and h.state in ('offered', 'accepted', 'recorded')`,
    values: [asked.party, asked.signature],
  })
  return row
}

/** The party's handovers on one side, oldest first. */
export function listHandovers(asked: {
  readonly party: Id<'party'>
  readonly side: 'from' | 'to'
  readonly state: HandoverState | undefined
  readonly now: Date
  readonly after: string | undefined
  readonly limit: number
}): Statement {
  const { party, side, state, now, after, limit } = asked
  return {
    name: `medicines_handover_list_${side}`,
    text: `select ${columns} from medicines.handover h
      where h.${side}_party = $1 and h.handover > $2
        and ($3::text is null or $3 = case when h.state = 'offered' and h.deadline <= $4 then 'expired' else h.state end)
      order by h.handover limit $5`,
    values: [party, after ?? '', state ?? null, now, limit],
  }
}

/** Offers whose deadline has passed, with their ranges. */
export async function findExpired(queries: Queries, now: Date): Promise<HandoverRow[]> {
  return queries.query<HandoverRow>({
    name: 'medicines_handover_expired',
    text: `select ${columns} from medicines.handover h where h.state = 'offered' and h.deadline <= $1
      order by h.deadline limit 100`,
    values: [now],
  })
}

export interface NewHandover
  extends Omit<HandoverRow, 'state' | 'command' | 'ended_at' | 'block' | 'transaction' | 'ranges'> {
  readonly ranges: readonly Pick<RangeRow, 'batch' | 'first' | 'count' | 'moves'>[]
}

export function insertHandover(row: NewHandover): Statement {
  return {
    name: 'medicines_handover_insert',
    text: `with made as (
        insert into medicines.handover (handover, from_party, from_address, to_party, to_address, container, deadline,
          from_signature, offered_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning handover
      )
      insert into medicines.handover_range (handover, place, batch, first, count, moves)
      select made.handover, r.place, r.batch, r.first, r.count, r.moves from made,
        unnest($10::text[], $11::integer[], $12::integer[], $13::integer[]) with ordinality
          r (batch, first, count, moves, place)`,
    values: [
      row.handover,
      row.from_party,
      row.from_address,
      row.to_party,
      row.to_address,
      row.container,
      row.deadline,
      row.from_signature,
      row.offered_at,
      ...columnsOf(row.ranges),
    ],
  }
}

/** Ranges as four lists. */
export function columnsOf(ranges: readonly Pick<RangeRow, 'batch' | 'first' | 'count' | 'moves'>[]): unknown[] {
  return [
    ranges.map(({ batch }) => batch),
    ranges.map(({ first }) => first),
    ranges.map(({ count }) => count),
    ranges.map(({ moves }) => moves),
  ]
}

/** The handover leaves a state; nothing when it is in another by now. */
export function moveState(of: {
  readonly handover: string
  readonly from: HandoverState
  readonly to: HandoverState
  readonly command?: string
  readonly to_signature?: string
  readonly ended_at?: Date
}): Statement {
  const { handover, from, to, command = null, to_signature = null, ended_at = null } = of
  return {
    name: 'medicines_handover_move',
    text: `update medicines.handover set state = $3, command = $4, to_signature = $5, ended_at = $6
      where handover = $1 and state = $2 returning handover`,
    values: [handover, from, to, command, to_signature, ended_at],
  }
}

/** Batches on the ledger by their identifiers. */
export async function findBatches(
  queries: Queries,
  batches: readonly string[],
): Promise<Map<string, Pick<RangeRow, 'batch' | 'number' | 'gtin' | 'lot'>>> {
  const rows = await queries.query<Pick<RangeRow, 'batch' | 'number' | 'gtin' | 'lot'>>({
    name: 'medicines_batches_of_ranges',
    text: `select batch, encode(number, 'hex') as number, gtin, lot from medicines.batch
      where batch = any($1::text[]) and state = 'recorded'`,
    values: [batches],
  })
  return new Map(rows.map((row) => [row.batch, row]))
}

/** Token id of a pack. */
export function tokenOf({ number, first }: Pick<RangeRow, 'number' | 'first'>): bigint {
  return (BigInt(`0x${number}`) << 24n) | BigInt(first)
}
