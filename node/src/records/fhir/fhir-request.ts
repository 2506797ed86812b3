import { parsePurpose } from '@symbolon/protocol/consent'
import { recordsErrors } from '@symbolon/protocol/records'
import type { FastifyRequest } from 'fastify'
import { requireParty } from '../../identity/index.ts'
import { originOf } from '../../kernel/index.ts'
import type { HostedReader } from './open-capsules.ts'
import type { FhirParts } from './ports.ts'

const jsonFormats = ['json', 'application/json', 'application/fhir+json']

/** Who reads and why. @throws IDENTITY_SIGNED_OUT, IDENTITY_PARTY_MISSING, RECORDS_FHIR_NOT_HOSTED, CONSENT_PURPOSE_… */
export function readerOf({ context, hosted }: FhirParts, request: FastifyRequest): HostedReader {
  const { party, address } = requireParty(request)
  const institution = hosted.at(address)
  if (institution === undefined) throw recordsErrors.RECORDS_FHIR_NOT_HOSTED()
  const told = request.headers['x-purpose-of-use']
  const purpose = parsePurpose(typeof told === 'string' ? told : 'TREAT')
  return { party, purpose, institution, now: context.clock.now() }
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
    if (!jsonFormats.includes(format.split(';', 1)[0] as string)) throw recordsErrors.RECORDS_FHIR_FORMAT()
    return
  }
  const { accept } = request.headers
  const takesJson = accept === undefined || /json|\*\/\*|application\/\*/.test(accept)
  if (!takesJson) throw recordsErrors.RECORDS_FHIR_FORMAT()
}

/** A read takes no parameter but the format. @throws RECORDS_FHIR_SEARCH_PARAMETER */
export function requireNoParameters(type: string, query: URLSearchParams): void {
  const other = [...query.keys()].find((name) => name !== '_format')
  if (other === undefined) return
  const parameter = /^[\w:.-]{1,64}$/.test(other) ? other : '?'
  throw recordsErrors.RECORDS_FHIR_SEARCH_PARAMETER({ type, parameter })
}
