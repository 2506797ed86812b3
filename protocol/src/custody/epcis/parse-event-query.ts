import type { JsonValue } from '../../kernel/index.ts'
import { custodyErrors } from '../errors.ts'
import {
  QUERY_COUNT_MAX,
  QUERY_PAGE_EVENTS_MAX,
  QUERY_PARAMETERS_MAX,
  QUERY_VALUE_CHARS_MAX,
  QUERY_VALUES_MAX,
} from '../limits.ts'
import { Namespaces } from '../namespaces.ts'
import { Asked } from './asked.ts'
import { checkContext } from './check-context.ts'
import type { EventQuery } from './event-query.ts'
import { conditionOf } from './query-conditions.ts'
import { queryReasons } from './query-reasons.ts'

/** Parameters that say how events are answered, not which. */
const settings: ReadonlySet<string> = new Set([
  'orderBy',
  'orderDirection',
  'eventCountLimit',
  'maxEventCount',
  'perPage',
  'nextPageToken',
])

/**
 * The conditions and the order of a SimpleEventQuery. Words of the CBV may be written alone, as URI or as URN,
 * identifiers as EPC URI or Digital Link; each is compared in its one canonical form.
 * @param parameters by their names: one value, or several of which one has to be met. In one text several values stand
 * between bars, or between commas when each is a word or begins as a URN or web address. Numbers are given as text.
 * @param options.context the JSON-LD context that explains the prefixes in names of extensions. Without it only the
 * prefixes of EPCIS's own context are known; others are compared as they are written.
 * @throws CUSTODY_QUERY_INVALID with the parameter and what is wrong with it, CUSTODY_CONTEXT_INVALID
 * @source EPCIS 2.0 §8.2.7.1; EPCIS 2.0 artefact query-schema.json
 * @example parseEventQuery({ EQ_bizStep: 'shipping', MATCH_epc: 'urn:epc:idpat:sscc:0614141.*' })
 */
export function parseEventQuery(
  parameters: Readonly<Record<string, string | readonly string[]>>,
  { context }: { context?: JsonValue } = {},
): EventQuery {
  const standard = Namespaces.standard()
  const namespaces =
    context === undefined ? standard : checkContext(context, { pointer: '/@context', namespaces: standard })
  const asked = Object.entries(parameters).map(([parameter, value]) => new Asked(parameter, value, namespaces))
  limit(asked)
  const conditions = asked.filter(({ parameter }) => !settings.has(parameter)).map(conditionOf)
  return { conditions, ...settingsOf(new Map(asked.map((one) => [one.parameter, one]))) }
}

function limit(asked: readonly Asked[]): void {
  const [first] = asked
  if (first !== undefined && asked.length > QUERY_PARAMETERS_MAX) first.refuse('parameters')
  let values = 0
  for (const one of asked) {
    values += one.values.length
    if (values > QUERY_VALUES_MAX) one.refuse('many')
    if (one.values.some(({ length }) => length > QUERY_VALUE_CHARS_MAX)) one.refuse('long')
  }
}

function settingsOf(asked: ReadonlyMap<string, Asked>): Omit<EventQuery, 'conditions'> {
  const order = asked.get('orderBy')?.one() ?? 'eventTime'
  const direction = asked.get('orderDirection')?.one() ?? 'DESC'
  if (order !== 'eventTime' && order !== 'recordTime') return refuse('orderBy', 'order')
  if (direction !== 'ASC' && direction !== 'DESC') return refuse('orderDirection', 'direction')
  const event_count_limit = asked.get('eventCountLimit')?.count(QUERY_COUNT_MAX)
  const max_event_count = asked.get('maxEventCount')?.count(QUERY_COUNT_MAX)
  if (event_count_limit !== undefined && max_event_count !== undefined) return refuse('maxEventCount', 'limits')
  const per_page = asked.get('perPage')?.count(QUERY_PAGE_EVENTS_MAX)
  const next_page_token = asked.get('nextPageToken')?.one()
  return {
    order_by: order === 'eventTime' ? 'event_time' : 'record_time',
    order_direction: direction,
    ...(event_count_limit === undefined ? {} : { event_count_limit }),
    ...(max_event_count === undefined ? {} : { max_event_count }),
    ...(per_page === undefined ? {} : { per_page }),
    ...(next_page_token === undefined ? {} : { next_page_token }),
  }
}

function refuse(parameter: string, reason: keyof typeof queryReasons): never {
  throw custodyErrors.CUSTODY_QUERY_INVALID({ parameter, reason: queryReasons[reason] })
}
