import { parseEventQuery } from '@symbolon/protocol/custody'
import { askSigned, sendSigned } from '../identity/index.ts'
import { type Client, sdkErrors } from '../kernel/index.ts'

/** Conditions of EPCIS 2.0 §8.2.7 under a name of the caller’s. */
export interface NamedQuery {
  /** 1 to 64 letters, digits, `_`, `.` and `-`. */
  readonly name: string
  readonly query: Readonly<Record<string, string | number | boolean | readonly (string | number)[]>>
}

/** Queries on one page. */
const QUERIES_AT_ONCE = 200

/**
 * The query is kept under its name, for the caller alone.
 * @throws CUSTODY_QUERY_INVALID, CUSTODY_QUERY_NAME_INVALID, CUSTODY_QUERY_NAME_TAKEN, CUSTODY_QUERIES_TOO_MANY
 * @source EPCIS 2.0 §12.8
 * @example await addQuery(wholesaler, { name: 'received', query: { EQ_bizStep: ['receiving'] } })
 */
export async function addQuery(client: Client, { name, query }: NamedQuery): Promise<NamedQuery> {
  await sendSigned(client, { method: 'POST', path: '/epcis/queries', body: { name, query } })
  return { name, query }
}

/** The query that `addQuery` would keep; nothing is sent. @throws CUSTODY_QUERY_INVALID */
export function simulateAddQuery({ name, query }: NamedQuery): NamedQuery {
  const texts = Object.entries(query).map(([key, value]) => [key, [value].flat().map(String)])
  parseEventQuery(Object.fromEntries(texts))
  return { name, query }
}

/** All queries of the caller, by name. */
export async function listQueries(client: Client): Promise<readonly NamedQuery[]> {
  const found: NamedQuery[] = []
  let token: string | undefined
  do {
    const next = token === undefined ? '' : `&nextPageToken=${encodeURIComponent(token)}`
    const path = `/epcis/queries?perPage=${QUERIES_AT_ONCE}${next}`
    const response = await sendSigned(client, { method: 'GET', path })
    const page: unknown = await response.json()
    if (!Array.isArray(page)) throw sdkErrors.SDK_ANSWER_INVALID({ url: client.url, status: response.status })
    found.push(...(page as NamedQuery[]))
    token = nextPageToken(response)
  } while (token !== undefined)
  return found
}

/** What goes into `nextPageToken` for the next page; nothing on the last. @source EPCIS 2.0 §12.7 */
export function nextPageToken(response: Response): string | undefined {
  const [, link] = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '') ?? []
  return link === undefined ? undefined : (new URL(link).searchParams.get('nextPageToken') ?? undefined)
}

/** A query of the caller’s. @throws CUSTODY_QUERY_UNKNOWN */
export async function getQuery(client: Client, { name }: { readonly name: string }): Promise<NamedQuery> {
  return await askSigned(client, { method: 'GET', path: queryPath(name) })
}

/** The query is gone, and so are the subscriptions to it. @throws CUSTODY_QUERY_UNKNOWN */
export async function removeQuery(client: Client, { name }: { readonly name: string }): Promise<void> {
  await sendSigned(client, { method: 'DELETE', path: queryPath(name) })
}

/** The query that `removeQuery` would remove; nothing is sent. @throws CUSTODY_QUERY_UNKNOWN */
export async function simulateRemoveQuery(client: Client, asking: { readonly name: string }): Promise<NamedQuery> {
  return await getQuery(client, asking)
}

export function queryPath(name: string): string {
  return `/epcis/queries/${encodeURIComponent(name)}`
}
