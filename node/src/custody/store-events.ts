import type { Id } from '@symbolon/protocol/kernel'
import type { Statement } from '../kernel/index.ts'
import { nameAt } from '../log/index.ts'
import type { EventRow } from './event-rows.ts'

/** An event that was not there before. */
export interface StoredEvent {
  readonly event: number
  readonly entry: Id<'receipt'>
}

/** Who captures, and when. */
export interface Capturing {
  readonly party: Id<'party'>
  /** Milliseconds since 1970. */
  readonly now: number
}

/**
 * Stores events with all that is found by them, in one statement; of those that are there already nothing is changed.
 * Ascending by identity, so that of two captures of the same events neither waits for the other in a ring.
 */
export function insertEvents(rows: readonly EventRow[], { party, now }: Capturing): Statement {
  return { name: 'custody_insert_events', text: insertText, values: [JSON.stringify(rows), party, new Date(now)] }
}

const insertText = `with told as materialized (
    select t.*, to_timestamp(event_ms / 1000.0)::timestamptz(3) as event_time,
      to_timestamp(declared_ms / 1000.0)::timestamptz(3) as declared_at
    from json_to_recordset($1::json) t (identity text, hash text, entry text, event_id text, named bigint[],
      type text, event_ms bigint, declared_ms bigint, action text, biz_step text, disposition text,
      read_point text, biz_location text, context integer, body json, facts jsonb, epcs json, marks json, lineage json)
  ), fresh as (
    insert into custody.event (identity, hash, entry, event_id, captor, named, type, event_time, recorded_at, declared_at,
      action, biz_step, disposition, read_point, biz_location, context, body, facts)
    select decode(identity, 'hex'), decode(hash, 'hex'), entry, event_id, $2, named, type, event_time, $3, declared_at,
      action, biz_step, disposition, read_point, biz_location, context, body, facts
    from told order by identity
    on conflict (identity) do nothing
    returning event, entry, event_time
  ), found as (
    insert into custody.event_epc (epc, event_time, event, role)
    select distinct e.epc, f.event_time, f.event, e.role
    from fresh f join told t on t.entry = f.entry
    cross join lateral json_to_recordset(t.epcs) e (epc text, role smallint)
  ), contained as (
    insert into custody.containment_mark (event, child, at, mark, parent, is_association)
    select distinct f.event, m.child, f.event_time, m.mark, m.parent, m.is_association
    from fresh f join told t on t.entry = f.entry
    cross join lateral json_to_recordset(t.marks) m (child text, mark smallint, parent text, is_association boolean)
  ), made as (
    insert into custody.lineage_mark (event, transformation, is_output, epc, at)
    select distinct f.event, coalesce(l.transformation, 'event:' || f.event), l.is_output, l.epc, f.event_time
    from fresh f join told t on t.entry = f.entry
    cross join lateral json_to_recordset(t.lineage) l (transformation text, is_output boolean, epc text)
  )
  select event, entry from fresh`

/** Events that somebody else had told: they are the party's to see too, under the id that it gave them. */
export function insertRecaptures(rows: readonly EventRow[], { party, now }: Capturing): Statement {
  return {
    name: 'custody_insert_recaptures',
    text: `insert into custody.recapture (event, party, event_id, at)
      select e.event, $3, min(t.event_id), $4
      from unnest($1::text[], $2::text[]) t (identity, event_id)
      join custody.event e on e.identity = decode(t.identity, 'hex')
      where e.captor <> $3 group by e.event on conflict do nothing`,
    values: [rows.map(({ identity }) => identity), rows.map(({ event_id }) => event_id), party, new Date(now)],
  }
}

/** Ids that the party has given to other events. */
export function findTakenIds(rows: readonly EventRow[], { party }: Capturing): Statement {
  const named = rows.filter(({ event_id, declared_ms }) => event_id !== null && declared_ms === null)
  return {
    name: 'custody_find_taken_ids',
    text: `select e.event_id from unnest($1::text[], $2::text[]) t (identity, event_id)
      join custody.event e on e.event_id = t.event_id and e.captor = $3 and e.declared_at is null
      where e.identity <> decode(t.identity, 'hex')`,
    values: [named.map(({ identity }) => identity), named.map(({ event_id }) => event_id), party],
  }
}

/** Entries from one name to another are to be brought into the log. */
export function openBatch({ first, last }: { readonly first: string; readonly last: string }): Statement {
  return {
    name: 'custody_open_batch',
    text: 'insert into custody.batch (first_entry, last_entry) values ($1, $2)',
    values: [first, last],
  }
}

/** The log has them all. */
export function closeBatch(first: string): Statement {
  return { name: 'custody_close_batch', text: 'delete from custody.batch where first_entry = $1', values: [first] }
}

/** A capture is over within this time of its entries' names. */
const settled_ms = 60_000

/** What the log brought in by itself, of captures that were cut off. */
export function closeBatches(now: number): Statement {
  return {
    name: 'custody_close_batches',
    text: `delete from custody.batch b where b.last_entry < $1 and not exists (
        select from custody.event e where e.entry between b.first_entry and b.last_entry
          and not exists (select from log.opening o where o.name = e.entry))`,
    values: [nameAt(now - settled_ms)],
  }
}
