import { type JsonObject, type JsonValue, readJsonKeepingNumbers } from '@symbolon/protocol/kernel'
import { sendSigned } from '../identity/index.ts'
import { type Client, sdkErrors } from '../kernel/index.ts'
import { nextPageToken, queryPath } from './named-queries.ts'

/** A query of events. */
export interface EventsAsking {
  /** Conditions by the names of EPCIS 2.0 §8.2.7: `EQ_bizStep`, `MATCH_epc`, `GE_eventTime`, `perPage`… */
  readonly parameters?: Readonly<Record<string, string | readonly string[]>>
  /** Name of a query of the caller’s, whose conditions count then; of the parameters only those of the page. */
  readonly query?: string
  /** How identifiers are to be written; as told unless said otherwise. */
  readonly format?: 'No_Preference' | 'Always_GS1_Digital_Link' | 'Always_EPC_URN' | 'Never_Translates'
}

/** One page of what a query finds. */
export interface FoundEvents {
  /** Each with `eventID` and `recordTime`; numbers as they were written. */
  readonly events: readonly JsonObject[]
  /** JSON-LD context of those that have none of their own. */
  readonly context: JsonValue
  /** Goes into `nextPageToken` of the same query. */
  readonly next?: string
}

/**
 * One page of the events that the caller may see and the query finds, the latest first unless it says otherwise.
 * @throws CUSTODY_QUERY_UNKNOWN, CUSTODY_QUERY_INVALID, CUSTODY_QUERY_TOO_LARGE, CUSTODY_PAGE_INVALID, SDK_ANSWER_INVALID
 * @source EPCIS 2.0 §8.2.7, §12.7
 * @example const { events } = await queryEvents(maker, { parameters: { EQ_bizStep: 'shipping' } })
 */
export async function queryEvents(client: Client, asking: EventsAsking = {}): Promise<FoundEvents> {
  const { parameters = {}, query: name, format = 'No_Preference' } = asking
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) for (const one of [value].flat()) query.append(name, one)
  const door = name === undefined ? '/epcis/events' : `${queryPath(name)}/events`
  const path = `${door}${query.size === 0 ? '' : `?${query}`}`
  const response = await sendSigned(client, { method: 'GET', path, headers: { 'gs1-epc-format': format } })
  const next = nextPageToken(response)
  const document = readJsonKeepingNumbers(await response.text())
  const events = eventsIn(document)
  if (events === undefined) throw sdkErrors.SDK_ANSWER_INVALID({ url: client.url, status: response.status })
  return { events, context: (document as JsonObject)['@context'] ?? null, ...(next !== undefined && { next }) }
}

/** Every event that a query finds, page by page. */
export async function* walkEvents(client: Client, asking: EventsAsking = {}): AsyncGenerator<JsonObject> {
  for (let parameters = asking.parameters ?? {}; ; ) {
    const { events, next } = await queryEvents(client, { ...asking, parameters })
    yield* events
    if (next === undefined) return
    parameters = { ...parameters, nextPageToken: next }
  }
}

function eventsIn(document: JsonValue): JsonObject[] | undefined {
  let found: JsonValue | undefined = document
  for (const step of ['epcisBody', 'queryResults', 'resultsBody', 'eventList']) {
    if (typeof found !== 'object' || found === null || Array.isArray(found)) return undefined
    found = found[step]
  }
  return Array.isArray(found) ? (found as JsonObject[]) : undefined
}
