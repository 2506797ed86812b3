import type { EventQuery } from '@symbolon/protocol/custody'
import type { Queries } from '../kernel/index.ts'
import { isSeen, sight } from './policy.ts'
import { conditionSql } from './query-conditions.ts'
import { type EventRowRead, eventColumns, parametersOf } from './query-statement.ts'
import type { StandingQuery } from './subscription-store.ts'

/** Events of one report, and entries of the log that one statement looks through. */
export const REPORT_EVENTS_MAX = 100
export const SPAN_ENTRIES_MAX = 10_000

export interface StandingEvents {
  readonly rows: readonly (EventRowRead & { readonly index: number })[]
  /** All that is to be told in front of this place is in the rows. */
  readonly next: number
  /** The log goes on behind that place. */
  readonly has_more: boolean
}

/**
 * The next events of a standing query, in the order in which the log took them in: none joins in front of another, so
 * what was passed is passed. Of a long stretch with nothing in it the end is told.
 */
export async function nextEvents(
  queries: Queries,
  standing: StandingQuery,
  of: { readonly query: Pick<EventQuery, 'conditions'>; readonly from: number; readonly now: number },
): Promise<StandingEvents> {
  const [tree] = await queries.query<{ size: number }>({
    name: 'custody_read_log_size',
    text: 'select size from log.tree',
  })
  const size = tree?.size ?? 0
  const to = Math.min(size, of.from + SPAN_ENTRIES_MAX)
  if (to <= of.from) return { rows: [], next: of.from, has_more: false }
  const rows = await queries.query<EventRowRead & { readonly index: number }>(spanStatement(standing, { ...of, to }))
  const last = rows.at(-1)
  const next = rows.length === REPORT_EVENTS_MAX && last !== undefined ? last.index + 1 : to
  return { rows, next, has_more: next < size }
}

function spanStatement(
  { party, initial_record_time }: StandingQuery,
  of: {
    readonly query: Pick<EventQuery, 'conditions'>
    readonly from: number
    readonly to: number
    readonly now: number
  },
) {
  const { values, take } = parametersOf({ party, now: of.now })
  const conditions = [
    `o.index >= ${take(of.from, 'bigint')} and o.index < ${take(of.to, 'bigint')}`,
    `e.recorded_at >= coalesce(${take(initial_record_time, 'timestamptz')}, '-infinity')`,
    isSeen('e'),
    ...of.query.conditions.map((condition) => conditionSql(condition, take)),
  ]
  const text = `with ${sight}
    select ${eventColumns}, o.index from sight cross join log.opening o
    join custody.event e on e.entry = o.name join custody.context c on c.context = e.context
    where ${conditions.join('\n      and ')} order by o.index limit ${take(REPORT_EVENTS_MAX, 'bigint')}`
  return { name: '', text, values }
}
