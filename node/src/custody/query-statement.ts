import type { EventQuery } from '@symbolon/protocol/custody'
import type { Id } from '@symbolon/protocol/kernel'
import type { Statement } from '../kernel/index.ts'
import { isSeen, sight } from './policy.ts'
import { conditionSql, type Parameter } from './query-conditions.ts'

/** Who asks, and when. */
export interface EventAsking {
  readonly party: Id<'party'>
  /** Milliseconds since 1970. */
  readonly now: number
}

/** An event as an answer is made of it. */
export interface EventRowRead {
  readonly event: number
  readonly hash: string
  readonly event_id: string | null
  readonly event_time: Date
  readonly recorded_at: Date
  /** JSON. */
  readonly context: string
  /** JSON, as told. */
  readonly body: string
}

export const eventColumns = `e.event, encode(e.hash, 'hex') as hash, e.event_id, e.event_time, e.recorded_at,
  c.body::text as context, e.body::text as body`

/** Where the last page ended: the instant that events are sorted by, and the event. */
export type PageKey = readonly [time: number, event: number]

const namesMax = 64
const names = new Map<string, string>()

/** The first texts that come are prepared, later ones are not: no caller fills the connections with plans. */
function nameOf(text: string): string {
  const known = names.get(text)
  if (known !== undefined) return known
  if (names.size >= namesMax) return ''
  const name = `custody_query_${names.size + 1}`
  names.set(text, name)
  return name
}

/** Collects the values of a statement, of which the party and the instant are the first two. */
export function parametersOf({ party, now }: EventAsking): { readonly values: unknown[]; readonly take: Parameter } {
  const values: unknown[] = [party, new Date(now)]
  return { values, take: (value, type) => `$${values.push(value)}::${type}` }
}

/** One page of the events that a query finds for a party: query, policy and page in one statement. */
export function queryEvents(
  query: Pick<EventQuery, 'conditions' | 'order_by' | 'order_direction'>,
  asking: EventAsking,
  page: { readonly after: PageKey | undefined; readonly limit: number },
): Statement {
  const { values, take } = parametersOf(asking)
  const column = query.order_by === 'record_time' ? 'e.recorded_at' : 'e.event_time'
  const conditions = [isSeen('e'), ...query.conditions.map((condition) => conditionSql(condition, take))]
  if (page.after !== undefined) {
    const [time, event] = page.after
    const [at, last] = [take(new Date(time), 'timestamptz'), take(event, 'bigint')]
    conditions.push(`(${column}, e.event) ${query.order_direction === 'ASC' ? '>' : '<'} (${at}, ${last})`)
  }
  const direction = query.order_direction === 'ASC' ? '' : ' desc'
  const text = `with ${sight}
    select ${eventColumns} from sight cross join custody.event e join custody.context c on c.context = e.context
    where ${conditions.join('\n      and ')}
    order by ${column}${direction}, e.event${direction} limit ${take(page.limit, 'bigint')}`
  return { name: nameOf(text), text, values }
}

/** How many events a query finds for a party, counted no further than asked. */
export function countEvents(query: Pick<EventQuery, 'conditions'>, asking: EventAsking, most: number): Statement {
  const { values, take } = parametersOf(asking)
  const conditions = [isSeen('e'), ...query.conditions.map((condition) => conditionSql(condition, take))]
  const text = `with ${sight}
    select count(*) as events from (
      select from sight cross join custody.event e where ${conditions.join('\n      and ')}
      limit ${take(most, 'bigint')}
    ) found`
  return { name: nameOf(text), text, values }
}
