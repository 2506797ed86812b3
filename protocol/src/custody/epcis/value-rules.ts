import { isNumberAsWritten, type JsonValue, type Words } from '../../kernel/index.ts'
import { type TermList, termIri, termList } from '../cbv-terms.ts'
import { faults } from '../error-reasons.ts'
import { instantText } from '../instant-text.ts'
import { reasons } from './check-reasons.ts'

/** Says what is wrong with a single value, or nothing. */
export type ValueRule = (value: JsonValue) => Words | undefined

const authority =
  "(?:[A-Za-z0-9\\-._~!$&'()*+,;=:%]*@)?(?:\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9\\-._~!$&'()*+,;=%]*)(?::\\d*)?(?=[/?#]|$)"
const uriForm = new RegExp(
  `^[A-Za-z][A-Za-z0-9+.-]*:(?://${authority}|(?!//))(?:[A-Za-z0-9\\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*(?:#(?:[A-Za-z0-9\\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*)?$`,
)
/** Most are EPCs, which need no second look. */
const plainUri = /^(?:urn:|https:\/\/[A-Za-z0-9.-]+\/)[A-Za-z0-9\-._~!$&'()*+,;=:@/]+$/

/** True for an absolute URI. @source RFC 3986 §3; EPCIS 2.0 artefact epcis-json-schema.json (format uri) */
export function isUri(value: JsonValue): value is string {
  return typeof value === 'string' && (plainUri.test(value) || uriForm.test(value))
}

export const uri: ValueRule = (value) => (isUri(value) ? undefined : reasons.uri)

export const text: ValueRule = (value) => (typeof value === 'string' ? undefined : reasons.text)

export const truth: ValueRule = (value) => (typeof value === 'boolean' ? undefined : reasons.boolean)

export const decimal: ValueRule = (value) =>
  typeof value === 'number' || isNumberAsWritten(value) ? undefined : faults.number

/** @source EPCIS 2.0 §9.3; RFC 3339 §5.6: the day has no hour 24 */
export const instant: ValueRule = (value) => {
  const isInstant = typeof value === 'string' && !value.startsWith('24', 11) && instantText(value) !== undefined
  return isInstant ? undefined : faults.instant
}

export const zone = matching(/^[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00)$/, reasons.zone)
export const hex = matching(/^[A-Fa-f0-9]+$/, reasons.hex)
export const unit = matching(/^[A-Z0-9]{2,3}$/, reasons.unit)
export const version = matching(/^\d+(?:\.\d+)*$/, reasons.version)
export const action = matching(/^(?:ADD|OBSERVE|DELETE)$/, faults.action)

/** The values that a list of the CBV is written with in JSON: its word alone. Its URN and old addresses are for XML. */
const notInJson = /^(?:urn:epcglobal:cbv|https?:\/\/ns\.gs1\.org\/cbv\/)/
const notInJsonVoc = /^https?:\/\/(?:www\.)?gs1\.org\/voc\//

/** A word of a list of the CBV, or a URI of another vocabulary. @source CBV 2.0 §7; EPCIS 2.0 §10.2 */
export function term(name: TermList): ValueRule {
  const { iri } = termList(name)
  const [prefix, local] = iri.startsWith('https://gs1.org/voc/')
    ? ['gs1:', '']
    : ['cbv:', iri.slice(iri.lastIndexOf('/') + 1)]
  const refused = prefix === 'gs1:' ? notInJsonVoc : notInJson
  const starts = prefix === 'gs1:' ? [prefix] : [prefix + local, iri]
  return (value) => {
    if (typeof value !== 'string') return reasons.text
    if (termIri(name, value) !== undefined) return undefined
    if (!isUri(value) || refused.test(value)) return reasons.word
    const start = starts.find((one) => value.startsWith(one))
    return start === undefined || termIri(name, value.slice(start.length)) !== undefined ? undefined : reasons.word
  }
}

function matching(form: RegExp, reason: Words): ValueRule {
  return (value) => (typeof value === 'string' && form.test(value) ? undefined : reason)
}
