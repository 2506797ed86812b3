import { sendSigned } from '../identity/index.ts'
import type { Client, Page, PageRequest } from '../kernel/index.ts'

/** One event under the names that EPCIS gives its members. */
export interface EpcisEvent {
  readonly type: string
  readonly eventID: string
  /** ISO instants. */
  readonly eventTime: string
  readonly recordTime: string
  readonly action?: string
  readonly epcList?: readonly string[]
  readonly parentID?: string
  readonly childEPCs?: readonly string[]
  readonly bizStep?: string
  readonly disposition?: string
  readonly readPoint?: { readonly id: string }
  readonly bizLocation?: { readonly id: string }
  readonly [member: string]: unknown
}

/** Which events, and how they are written. */
export interface EventsQuery extends PageRequest {
  /** Parameters of the standard: `{ EQ_bizStep: 'shipping', MATCH_epc: ['…'] }`. */
  readonly conditions: Readonly<Record<string, string | readonly string[]>>
  /** How identifiers are written; as they were told unless given. */
  readonly format?: 'Always_GS1_Digital_Link' | 'Always_EPC_URN'
}

interface QueryDocument {
  readonly epcisBody: { readonly queryResults: { readonly resultsBody: { readonly eventList: readonly EpcisEvent[] } } }
}

/**
 * Events that the caller may see and that meet every condition, one page. A page ends after a while: then the first is
 * asked for again.
 * @throws CUSTODY_QUERY_INVALID with the parameter and what is wrong with it
 * @source EPCIS 2.0 §8.2.7, §12.7
 * @example const { items } = await queryEvents(regulator, { conditions: { EQ_bizStep: 'shipping' } })
 */
export async function queryEvents(client: Client, asking: EventsQuery): Promise<Page<EpcisEvent>> {
  const { conditions, format, limit, after } = asking
  const query = new URLSearchParams()
  for (const [name, values] of Object.entries(conditions))
    for (const value of [values].flat()) query.append(name, value)
  if (limit !== undefined) query.set('perPage', String(limit))
  if (after !== undefined) query.set('nextPageToken', after)
  const response = await sendSigned(client, {
    method: 'GET',
    path: `/epcis/events?${query}`,
    ...(format !== undefined && { headers: { 'gs1-epc-format': format } }),
  })
  const { epcisBody } = (await response.json()) as QueryDocument
  const next = nextPage(response.headers.get('link'))
  const items = epcisBody.queryResults.resultsBody.eventList
  return next === undefined ? { items, has_more: false } : { items, has_more: true, next }
}

/** The token of the next page in a header of links. @source RFC 8288; EPCIS 2.0 §12.5 */
function nextPage(links: string | null): string | undefined {
  const address = /<([^>]*)>\s*;\s*rel="?next"?/.exec(links ?? '')?.[1]
  const token = URL.parse(address ?? '', 'http://node')?.searchParams.get('nextPageToken')
  return token ?? undefined
}
