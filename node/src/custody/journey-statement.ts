import type { Id } from '@symbolon/protocol/kernel'
import type { Statement } from '../kernel/index.ts'
import { isInForce, isSeen, sight } from './policy.ts'

/** Containers within containers, and transformations behind transformations, that are followed. */
export const JOURNEY_DEPTH_MAX = 16

export interface JourneyAsking {
  readonly party: Id<'party'>
  readonly now: number
  /** As the tables have it. */
  readonly epc: string
}

/** A thing on whose account an event is part of the journey: the thing itself, what held it, what it was made from. */
export interface JourneyThing {
  readonly epc: string
  readonly role: 'self' | 'container' | 'input'
  readonly depth: number
  /** Null: from its beginning. */
  readonly since: Date | null
  /** Null: to this day. */
  readonly until: Date | null
}

export interface JourneyEventRow {
  readonly event: number
  readonly event_time: Date
  readonly hash: string
  readonly event_id: string | null
  readonly recorded_at: Date
  readonly context: string
  readonly body: string
  readonly in_force: boolean
  /** The thing that the event is about. */
  readonly epc: string
  readonly role: JourneyThing['role']
}

/** The mark that ends what another one began: the child is elsewhere, out, or gone. */
function endOf(began: string): string {
  return `least((
      select later.at from custody.containment_mark later join custody.event e on e.event = later.event
      where later.child = things.epc
        and (later.at, later.mark, later.parent) > (${began}.at, ${began}.mark, ${began}.parent)
        and (later.mark = 2 or (later.is_association = ${began}.is_association
          and ((later.mark = 0 and later.parent = ${began}.parent)
            or (later.mark = 1 and later.parent <> ${began}.parent and not later.is_association))))
        and ${isInForce('e')} and ${isSeen('e')}
      order by later.at, later.mark, later.parent limit 1
    ), (
      select emptied.at from custody.containment_mark emptied join custody.event e on e.event = emptied.event
      where emptied.parent = ${began}.parent and emptied.child = '' and emptied.at > ${began}.at
        and emptied.is_association = ${began}.is_association
        and ${isInForce('e')} and ${isSeen('e')}
      order by emptied.at limit 1
    ), 'infinity')`
}

/**
 * What a thing was in, while it was, and what it was made from: one recursion, over what the party may see and what is in
 * force. Containers of containers for as long as both held; inputs until they were used up, in turn with what held them.
 * By `offset 0` the end of each containment is looked for once, not wherever it is named.
 */
export const things = `things (epc, since, until, depth, role, is_origin, path) as (
    select $3::text collate "C", '-infinity'::timestamptz, 'infinity'::timestamptz, 0, 'self', false, array[$3::text collate "C"]
    union all
    select found.epc, greatest(things.since, found.since), least(things.until, found.until), things.depth + 1, found.role,
      things.is_origin or found.role = 'input', things.path || found.epc
    from things cross join sight cross join lateral (
      select held.parent as epc, min(held.at) as since, held.until, 'container' as role
      from (
        select began.parent, began.at, ${endOf('began')} as until
        from custody.containment_mark began join custody.event e on e.event = began.event
        where began.child = things.epc and began.mark = 1 and began.at < things.until
          and ${isInForce('e')} and ${isSeen('e')}
        offset 0
      ) held
      where held.until > things.since and held.until > held.at
      group by held.parent, held.until
      union all
      select used.epc, '-infinity', max(used.at), 'input'
      from custody.lineage_mark made join custody.event e on e.event = made.event
      join custody.lineage_mark used on used.transformation = made.transformation and not used.is_output
      join custody.event u on u.event = used.event
      where things.role <> 'container' and made.is_output and made.epc = things.epc
        and ${isInForce('e')} and ${isSeen('e')} and ${isInForce('u')} and ${isSeen('u')}
      group by used.epc
    ) found
    where things.depth < ${JOURNEY_DEPTH_MAX} and found.epc <> all (things.path)
  )`

/** One page of the events of a journey, oldest first: those of the thing and those of whatever it was in or made from. */
export function journeyEvents(
  { party, now, epc }: JourneyAsking,
  page: { readonly after: readonly [time: number, event: number] | undefined; readonly limit: number },
): Statement {
  const [time, event] = page.after ?? []
  return {
    name: 'custody_journey_events',
    text: `with recursive ${sight}, ${things}, met as (
        select distinct on (found.event_time, found.event) found.*, things.epc, things.role
        from things cross join sight cross join lateral (
          select e.event, e.event_time, e.hash, e.event_id, e.recorded_at, e.captor, e.declared_at, e.context, e.body
          from custody.event_epc about join custody.event e on e.event = about.event
          where about.epc = things.epc and about.event_time >= greatest(things.since, $4) and about.event_time < things.until
            and (about.event_time, about.event) > ($4::timestamptz, $5::bigint) and ${isSeen('e')}
          order by about.event_time, about.event limit $6
        ) found
        order by found.event_time, found.event, things.depth
        limit $6
      )
      select met.event, met.event_time, encode(met.hash, 'hex') as hash, met.event_id, met.recorded_at,
        c.body::text as context, met.body::text as body, ${isInForce('met')} as in_force, met.epc, met.role
      from met join custody.context c on c.context = met.context
      order by met.event_time, met.event`,
    values: [party, new Date(now), epc, time === undefined ? '-infinity' : new Date(time), event ?? 0, page.limit],
  }
}

/** Where a thing was at an instant, and in what: of the events until then that tell a place, the last. */
export function journeyPlace({ party, now, epc }: JourneyAsking, at: number): Statement {
  return {
    name: 'custody_journey_place',
    text: `with recursive ${sight}, ${things}, place as (
        select found.*, things.epc, things.role
        from things cross join sight cross join lateral (
          select e.event, e.event_time, e.read_point, e.biz_location, e.biz_step, e.disposition, e.hash
          from custody.event_epc about join custody.event e on e.event = about.event
          where about.epc = things.epc and about.event_time >= things.since and about.event_time < things.until
            and about.event_time <= $4 and (e.read_point is not null or e.biz_location is not null)
            and ${isInForce('e')} and ${isSeen('e')}
          order by about.event_time desc, about.event desc limit 1
        ) found
        where not things.is_origin
        order by found.event_time desc, found.event desc, things.depth limit 1
      )
      select (
          select json_agg(json_build_object('epc', t.epc, 'since', t.since, 'until', nullif(t.until, 'infinity'))
            order by t.depth)
          from things t where t.role = 'container' and not t.is_origin and t.since <= $4 and t.until > $4
        ) as containers,
        place.event_time, place.read_point, place.biz_location, place.biz_step, place.disposition,
        encode(place.hash, 'hex') as hash, place.epc
      from (select) one left join place on true`,
    values: [party, new Date(now), epc, new Date(at)],
  }
}
