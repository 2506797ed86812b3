import { createHash } from 'node:crypto'
import { custodyErrors, type EventQuery, QUERY_PAGE_EVENTS_MAX } from '@symbolon/protocol/custody'
import { type Queries, readCursor, writeCursor } from '../kernel/index.ts'
import { countEvents, type EventAsking, type EventRowRead, queryEvents } from './query-statement.ts'

/** Events on one page of a query, when nothing is asked. @source EPCIS 2.0 §12.5 perPage */
export const EVENTS_PAGE_DEFAULT = 30
/** How long the next page can be asked for. */
export const PAGE_TOKEN_MS = 600_000
/** The largest `maxEventCount` that is looked after. */
export const EVENT_COUNT_MAX = 100_000

export interface FoundEvents {
  readonly rows: readonly EventRowRead[]
  readonly next?: { readonly token: string; readonly expires_at: number }
}

/**
 * One page of what a party finds by a query.
 * @throws CUSTODY_PAGE_INVALID, CUSTODY_QUERY_TOO_LARGE
 */
export async function findEvents(queries: Queries, asking: EventAsking, query: EventQuery): Promise<FoundEvents> {
  const digest = digestOf(asking, query)
  const place = query.next_page_token === undefined ? undefined : readToken(query.next_page_token, { digest, asking })
  if (place === undefined) await requireSmall(queries, asking, query)
  const left = place?.left ?? query.event_count_limit ?? Number.MAX_SAFE_INTEGER
  const page = Math.min(query.per_page ?? EVENTS_PAGE_DEFAULT, QUERY_PAGE_EVENTS_MAX, left)
  const statement = queryEvents(query, asking, { after: place?.after, limit: page + 1 })
  const found = await queries.query<EventRowRead>(statement)
  const rows = found.slice(0, page)
  const last = rows.at(-1)
  if (found.length <= page || left <= page || last === undefined) return { rows }
  const at = query.order_by === 'record_time' ? last.recorded_at : last.event_time
  const expires_at = asking.now + PAGE_TOKEN_MS
  return { rows, next: { token: writeCursor([at.getTime(), last.event, left - page, expires_at, digest]), expires_at } }
}

async function requireSmall(queries: Queries, asking: EventAsking, query: EventQuery): Promise<void> {
  if (query.max_event_count === undefined) return
  const max = Math.min(query.max_event_count, EVENT_COUNT_MAX)
  const [counted] = await queries.query<{ events: number }>(countEvents(query, asking, max + 1))
  if ((counted?.events ?? 0) > max) throw custodyErrors.CUSTODY_QUERY_TOO_LARGE({ max })
}

/** A token holds no right: it says where to go on, and policy is asked again at every page. */
function readToken(text: string, { digest, asking }: { readonly digest: string; readonly asking: EventAsking }) {
  const [time, event, left, expires_at, of] = readPlace(text)
  if (of !== digest || expires_at <= asking.now || left < 1 || !isInstant(time))
    throw custodyErrors.CUSTODY_PAGE_INVALID()
  return { after: [time, event] as const, left }
}

function readPlace(text: string): readonly [number, number, number, number, string] {
  try {
    return readCursor(text, [0, 0, 0, 0, '']) ?? refusePage()
  } catch (cause) {
    throw custodyErrors.CUSTODY_PAGE_INVALID({}, { cause })
  }
}

function refusePage(): never {
  throw custodyErrors.CUSTODY_PAGE_INVALID()
}

/** Instants that PostgreSQL and JavaScript both have. */
function isInstant(time: number): boolean {
  return Math.abs(time) < 8.64e15 && time > -6.2e13
}

function digestOf({ party }: EventAsking, { conditions, order_by, order_direction }: EventQuery): string {
  const text = JSON.stringify([party, conditions, order_by, order_direction])
  return createHash('sha256').update(text).digest('base64url').slice(0, 16)
}
