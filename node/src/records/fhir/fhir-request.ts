import { parseForWhom, parsePurpose } from '@symbolon/protocol/consent'
import { kernelErrors } from '@symbolon/protocol/kernel'
import { isJsonFormat, recordsErrors } from '@symbolon/protocol/records'
import type { FastifyRequest } from 'fastify'
import { requireParty } from '../../identity/index.ts'
import { originOf } from '../../kernel/index.ts'
import type { HostedReader } from './open-capsules.ts'
import type { FhirParts } from './ports.ts'

/** How the parameters of a search by POST are written. */
export const formType = 'application/x-www-form-urlencoded'

/**
 * Who reads, for whom and why.
 * @throws IDENTITY_SIGNED_OUT, IDENTITY_PARTY_MISSING, RECORDS_FHIR_NOT_HOSTED, CONSENT_PURPOSE_…, CONSENT_FOR_WHOM_INVALID
 */
export function readerOf({ context, hosted }: FhirParts, request: FastifyRequest): HostedReader {
  const { party, address, sign_in, expires_at } = requireParty(request)
  const institution = hosted.at(address)
  if (institution === undefined) throw recordsErrors.RECORDS_FHIR_NOT_HOSTED()
  const told = request.headers['x-purpose-of-use']
  const purpose = parsePurpose(typeof told === 'string' ? told : 'TREAT')
  const behalf = request.headers['x-on-behalf-of']
  const for_whom = behalf === undefined ? undefined : parseForWhom(String(behalf))
  return { party, purpose, for_whom, sign_in, session_ends_at: expires_at, institution, now: context.clock.now() }
}

/** Address of the FHIR door as the caller sees it. */
export function baseOf(request: FastifyRequest): string {
  return `${originOf(request)}/fhir`
}

/** The query as it was written, every parameter as often as it came. */
export function queryOf(request: FastifyRequest): URLSearchParams {
  const at = request.url.indexOf('?')
  return new URLSearchParams(at < 0 ? '' : request.url.slice(at + 1))
}

/** Refuses whoever wants something else than JSON. @throws RECORDS_FHIR_FORMAT @source R4 §3.1.0.1.10 Content types */
export function requireJson(request: FastifyRequest, query: URLSearchParams): void {
  const format = query.get('_format')
  if (format !== null) {
    if (!isJsonFormat(format)) throw recordsErrors.RECORDS_FHIR_FORMAT()
    return
  }
  const { accept } = request.headers
  const takesJson = accept === undefined || /json|\*\/\*|application\/\*/.test(accept)
  if (!takesJson) throw recordsErrors.RECORDS_FHIR_FORMAT()
}

/**
 * Refuses a body that is not a form before it is read: parameters that nobody sees would widen the answer.
 * @throws KERNEL_MEDIA_TYPE_UNSUPPORTED
 * @source R4 §3.1.1.1.1 Search by POST
 */
export function requireForm({ headers }: FastifyRequest): void {
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase()
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
  if (type === formType || (type === undefined && !hasBody)) return
  throw kernelErrors.KERNEL_MEDIA_TYPE_UNSUPPORTED()
}

/** A read takes no parameter but the format. @throws RECORDS_FHIR_SEARCH_PARAMETER */
export function requireNoParameters(type: string, query: URLSearchParams): void {
  const other = [...query.keys()].find((name) => name !== '_format')
  if (other === undefined) return
  const parameter = /^[\w:.-]{1,64}$/.test(other) ? other : '?'
  throw recordsErrors.RECORDS_FHIR_SEARCH_PARAMETER({ type, parameter })
}
