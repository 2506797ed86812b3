import { custodyErrors, EPCIS_EVENTS_MAX } from '@symbolon/protocol/custody'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { software } from '../../kernel/index.ts'

/** Bytes of one capture. */
export const CAPTURE_BYTES_MAX = 16 * 1024 * 1024

/** How identifiers are written in an answer. @source EPCIS 2.0 §12.5 GS1-EPC-Format */
export const epcFormats = ['No_Preference', 'Always_GS1_Digital_Link', 'Always_EPC_URN', 'Never_Translates'] as const
export type EpcFormat = (typeof epcFormats)[number]

/** Whether one faulty event keeps out the others. @source EPCIS 2.0 §12.6 */
export const behaviours = ['rollback', 'proceed'] as const
export type Behaviour = (typeof behaviours)[number]

const versions = ['2.0', '2.0.0', '2.0.1']

/** What this door speaks. @source EPCIS 2.0 §12.5 */
export const versionHeaders: Readonly<Record<string, string>> = {
  'gs1-epcis-version': '2.0',
  'gs1-epcis-min': '2.0',
  'gs1-epcis-max': '2.0',
  'gs1-cbv-version': '2.0',
  'gs1-cbv-min': '2.0',
  'gs1-cbv-max': '2.0',
  'gs1-vendor-version': software,
}

export const captureHeaders: Readonly<Record<string, string>> = {
  'gs1-epcis-capture-limit': String(EPCIS_EVENTS_MAX),
  'gs1-epcis-capture-file-size-limit': String(CAPTURE_BYTES_MAX),
}

export function tell(reply: FastifyReply, headers: Readonly<Record<string, string>>): FastifyReply {
  return reply.headers(headers)
}

/** Refuses other versions than ours. @throws CUSTODY_VERSION_UNSUPPORTED */
export function requireVersion({ headers }: FastifyRequest): void {
  const asked = ['gs1-epcis-version', 'gs1-cbv-version'].map((name) => headers[name])
  const atLeast = Number.parseFloat(String(headers['gs1-epcis-min'] ?? '2'))
  const atMost = Number.parseFloat(String(headers['gs1-epcis-max'] ?? '2'))
  const isOurs = asked.every((version) => version === undefined || versions.includes(String(version)))
  if (!isOurs || atLeast > 2 || atMost < 2) throw custodyErrors.CUSTODY_VERSION_UNSUPPORTED()
}

/** Refuses whoever wants something else than JSON. @throws CUSTODY_FORM_REFUSED */
export function requireJson({ headers: { accept } }: FastifyRequest): void {
  if (accept !== undefined && !/json|\*\/\*|application\/\*/.test(accept)) throw custodyErrors.CUSTODY_FORM_REFUSED()
}

/** One of the known values of a header, the first where it is not sent. @throws CUSTODY_HEADER_INVALID */
export function readHeader<const Values extends readonly [string, ...string[]]>(
  { headers }: FastifyRequest,
  { name, values }: { readonly name: string; readonly values: Values },
): Values[number] {
  const told = headers[name.toLowerCase()]
  if (told === undefined) return values[0]
  const known = values.find((value) => value === told)
  if (known === undefined) throw custodyErrors.CUSTODY_HEADER_INVALID({ header: name, allowed: values })
  return known
}
