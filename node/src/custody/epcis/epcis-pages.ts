import { custodyErrors, QUERY_PAGE_EVENTS_MAX } from '@symbolon/protocol/custody'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { originOf } from '../../kernel/index.ts'

/** Things on one page, when nothing is asked. @source EPCIS 2.0 §12.5 perPage */
export const PAGE_DEFAULT = 30

/** Address of this door as the caller sees it. */
export function baseOf(request: FastifyRequest): string {
  return `${originOf(request)}/epcis`
}

/** The query as it was written: a parameter that comes more than once is a list. */
export function parametersIn(request: FastifyRequest): Record<string, string | string[]> {
  const at = request.url.indexOf('?')
  const parameters: Record<string, string | string[]> = {}
  for (const [name, value] of new URLSearchParams(at < 0 ? '' : request.url.slice(at + 1))) {
    const before = Object.hasOwn(parameters, name) ? parameters[name] : undefined
    const told = before === undefined ? value : [...[before].flat(), value]
    Object.defineProperty(parameters, name, { value: told, enumerable: true, configurable: true, writable: true })
  }
  return parameters
}

/** How much is asked for, and from where on. @throws CUSTODY_PAGE_INVALID */
export function pageSizeOf(request: FastifyRequest): { readonly limit: number; readonly token: string | undefined } {
  const { perPage = String(PAGE_DEFAULT), nextPageToken } = parametersIn(request)
  const isCount = typeof perPage === 'string' && /^[1-9]\d{0,8}$/.test(perPage)
  if (!isCount || Array.isArray(nextPageToken)) throw custodyErrors.CUSTODY_PAGE_INVALID()
  return { limit: Math.min(Number(perPage), QUERY_PAGE_EVENTS_MAX), token: nextPageToken }
}

/** Tells where the next page is, and until when. @source EPCIS 2.0 §12.5; RFC 8288 */
export function tellNext(
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  token: string,
  expires_at?: number,
): void {
  const url = new URL(request.url, originOf(request))
  url.searchParams.set('nextPageToken', token)
  reply.header('link', `<${url.href}>; rel="next"`)
  if (expires_at !== undefined) reply.header('gs1-next-page-token-expires', new Date(expires_at).toISOString())
}
