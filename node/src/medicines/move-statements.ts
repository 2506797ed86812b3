import type { Address, LedgerEvent, Statement } from '../kernel/index.ts'

/** Neighbouring packs that went from one account to another. */
export interface PackMove extends Pick<LedgerEvent, 'block' | 'time' | 'transaction'> {
  readonly number: Buffer
  readonly first: number
  /** Exclusive. */
  readonly until: number
  readonly from: Address
  readonly to: Address
}

const nobody = '0x0000000000000000000000000000000000000000'

/**
 * Ranges as they are after the moves. A pack that comes into being or ends leaves its range as it is. A move cuts the range
 * that it takes packs of at both its ends, and nothing joins ranges again: so after any number of moves the ranges are
 * those of before, cut at every end of a move; each with the holder of the last move over it, and moved as often more as
 * moves lie over it.
 */
export function moved(events: readonly PackMove[]): Statement[] {
  const moves = events.filter(({ from, to }) => from !== nobody && to !== nobody)
  if (moves.length === 0) return []
  return [{ name: 'medicines_moved', text: movedText, values: valuesOf(moves) }]
}

function valuesOf(moves: readonly PackMove[]): unknown[] {
  return [
    moves.map(({ number }) => number),
    moves.map(({ first }) => first),
    moves.map(({ until }) => until),
    moves.map(({ from }) => from),
    moves.map(({ to }) => to),
    moves.map(({ block }) => block),
    moves.map(({ transaction }) => transaction),
    moves.map(({ time }) => new Date(time)),
  ]
}

// What stands in a container stays in it; whoever received recalled packs is told as well.
const movedText = `with event as (
    select b.batch, b.gtin, b.lot_hash, e.* from unnest($1::bytea[], $2::integer[], $3::integer[], $4::text[], $5::text[],
      $6::bigint[], $7::text[], $8::timestamptz[])
      with ordinality e (number, first, until, sender, holder, block, transaction, at, place)
    join medicines.batch b on b.number = e.number
  ), touched as (
    select distinct h.* from medicines.holding h join event e
      on e.batch = h.batch and e.first < h.until and e.until > h.first
  ), cut as (
    select batch, first as stem, first as low from touched
    union select t.batch, t.first, p.low from touched t join event e on e.batch = t.batch
      cross join lateral (values (e.first), (e.until)) p (low)
    where p.low > t.first and p.low < t.until
  ), piece as (
    select t.batch, c.low, coalesce(lead(c.low) over (partition by t.batch, t.first order by c.low), t.until) as high,
      t.holder, t.moves
    from cut c join touched t on t.batch = c.batch and t.first = c.stem
  ), settled as (
    insert into medicines.holding (batch, first, until, holder, moves)
    select p.batch, p.low, p.high, coalesce(m.holder, p.holder), p.moves + m.times
    from piece p cross join lateral (
      select (array_agg(e.holder order by e.place desc))[1] as holder, count(*)::integer as times
      from event e where e.batch = p.batch and e.first <= p.low and e.until >= p.high
    ) m
    on conflict (batch, first) do update set until = excluded.until, holder = excluded.holder, moves = excluded.moves
  ), done as (
    update medicines.handover h set state = 'recorded', block = e.block, transaction = e.transaction, ended_at = e.at
    from event e join medicines.handover_range r
      on r.batch = e.batch and r.first = e.first and r.first + r.count = e.until
    where h.handover = r.handover and h.state = 'accepted' and h.from_address = e.sender and h.to_address = e.holder
  ), told as (
    insert into medicines.recall_notice (recall, party, told_at)
    select r.recall, p.party, max(e.at) from event e
    join medicines.recall r on r.state = 'recorded' and r.gtin = e.gtin and (r.lot is null or r.lot_hash = e.lot_hash)
    join identity.party p on p.address = e.holder
    group by r.recall, p.party on conflict do nothing
  )
  insert into medicines.change (kind, batch, first, count, at, holder)
  select 'move', batch, first, until - first, at, holder from event order by place`
