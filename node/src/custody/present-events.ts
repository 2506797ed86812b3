import { type EpcFormat, inEpcFormat } from '@symbolon/protocol/custody'
import { type JsonObject, type JsonValue, readJson, readJsonKeepingNumbers } from '@symbolon/protocol/kernel'
import type { EventRowRead } from './query-statement.ts'

/** What an event means that names no context. @source EPCIS 2.0 §10 */
export const STANDARD_CONTEXT = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'

/** What a query document says of itself. */
export interface QueryAnswer {
  readonly rows: readonly EventRowRead[]
  readonly format: EpcFormat
  /** Milliseconds since 1970. */
  readonly now: number
  readonly queryName?: string
  readonly subscriptionID?: string
}

/** The events as an EPCISQueryDocument, as they were told but for what EPCIS has a repository add. @source EPCIS 2.0 §10, §8.2 */
export function queryDocument({ rows, format, now, queryName, subscriptionID }: QueryAnswer): string {
  const contexts = new Set(rows.map(({ context }) => context))
  const [shared] = contexts.size === 1 ? contexts : []
  const eventList = rows.map((row) => eventOf(row, { format, isBare: shared !== undefined }))
  const document = {
    '@context': shared === undefined ? STANDARD_CONTEXT : readJson(shared),
    type: 'EPCISQueryDocument',
    schemaVersion: '2.0',
    creationDate: new Date(now).toISOString(),
    epcisBody: {
      queryResults: {
        ...(queryName !== undefined && { queryName }),
        ...(subscriptionID !== undefined && { subscriptionID }),
        resultsBody: { eventList },
      },
    },
  }
  return JSON.stringify(document)
}

/** The hash of an event as its id, where it was told without one. @source CBV 2.0 §8.9 */
export function niOf(hash: string): string {
  return `ni:///sha-256;${hash}?ver=CBV2.0`
}

/** @param to.isBare the context of its document goes without saying */
export function eventOf(
  { body, context, hash, event_id, recorded_at }: EventRowRead,
  to: { readonly format: EpcFormat; readonly isBare: boolean },
): JsonObject {
  const told = readJsonKeepingNumbers(body) as JsonObject
  const { '@context': own, ...members } = told
  const contexts = to.isBare ? [own ?? []].flat() : joined(readJson(context), own)
  const event: JsonObject = {
    ...(contexts.length > 0 && { '@context': contexts }),
    ...members,
    eventID: event_id ?? niOf(hash),
    recordTime: recorded_at.toISOString(),
  }
  return inEpcFormat(event, to.format)
}

function joined(outer: JsonValue, own: JsonValue | undefined): JsonValue[] {
  const all = [outer, own ?? []].flat() as JsonValue[]
  return all.length === 1 && all[0] === STANDARD_CONTEXT ? [] : all
}
