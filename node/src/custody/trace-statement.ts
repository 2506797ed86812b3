import type { Statement } from '../kernel/index.ts'
import type { CapturedEvent } from './event-source.ts'
import { type JourneyAsking, things } from './journey-statement.ts'
import { isInForce, isSeen } from './policy.ts'
import type { EventRowRead } from './query-statement.ts'

/** Which journey is traced, and how much of it is told. */
export interface TraceAsking extends JourneyAsking {
  /** True where events that the party may not see are told too, by their entries in the log and by nothing else. */
  readonly tells_hidden: boolean
}

/** An event of a journey, with what the log has committed to. */
export interface TracedRow extends EventRowRead, CapturedEvent {
  readonly in_force: boolean
  /** The thing that the event is about. */
  readonly epc: string
  readonly role: 'self' | 'container' | 'input'
  /** False of an event of which only the entry may be told. */
  readonly is_seen: boolean
}

/**
 * One page of the events of a journey in the order in which they were told, which says nothing of when things happened.
 * Where hidden events are told, what held the thing follows from them too.
 */
export function traceEvents(
  { party, now, epc, tells_hidden }: TraceAsking,
  page: { readonly after: number | undefined; readonly limit: number },
): Statement {
  return {
    name: 'custody_trace_events',
    text: `with recursive asker as materialized (select * from custody.sight($1::text, $2::timestamptz)),
      sight as materialized (select party, sees_all or $4::boolean as sees_all, glns from asker), ${things}, met as (
        select distinct on (about.event) e.event, e.hash, e.event_id, e.event_time, e.recorded_at, e.declared_at, e.entry,
          e.captor, e.named, e.context, e.body, things.epc, things.role
        from things cross join sight join custody.event_epc about on about.epc = things.epc
          and about.event_time >= things.since and about.event_time < things.until
        join custody.event e on e.event = about.event
        where about.event > $5 and ${isSeen('e')}
        order by about.event, things.depth
        limit $6
      )
      select met.event, encode(met.hash, 'hex') as hash, met.event_id, met.event_time, met.recorded_at,
        c.body::text as context, met.body::text as body, ${isInForce('met')} as in_force, met.epc, met.role,
        met.entry as name, met.captor, met.recorded_at as at, met.declared_at is not null as is_declaration,
        ${isSeen('met', 'asker')} as is_seen
      from met cross join asker join custody.context c on c.context = met.context
      order by met.event`,
    values: [party, new Date(now), epc, tells_hidden, page.after ?? 0, page.limit],
  }
}
