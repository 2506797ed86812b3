import { refusedReasons } from './json-reasons.ts'
import { isNumberAsWritten, type JsonObject, type JsonValue } from './json-value.ts'
import { kernelErrors } from './kernel-errors.ts'

/**
 * The one spelling of a JSON value: keys sorted by UTF-16 units, no white space, ECMAScript numbers. Properties that
 * hold `undefined` are left out.
 * @throws KERNEL_JSON_REFUSED for half of a surrogate pair, a number that is not finite, and a `NumberAsWritten`
 * @source RFC 8785 §3.2
 */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === 'string') return canonicalString(value)
  if (typeof value === 'number') return canonicalNumber(value)
  if (value === null || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  return canonicalObject(value)
}

function canonicalObject(object: JsonObject): string {
  if (isNumberAsWritten(object)) throw kernelErrors.KERNEL_JSON_REFUSED({ reason: refusedReasons.unsafe })
  const members: string[] = []
  for (const key of Object.keys(object).sort()) {
    const value = object[key]
    if (value !== undefined) members.push(`${canonicalString(key)}:${canonicalJson(value)}`)
  }
  return `{${members.join(',')}}`
}

function canonicalString(text: string): string {
  if (!text.isWellFormed()) throw kernelErrors.KERNEL_JSON_REFUSED({ reason: refusedReasons.surrogate })
  return JSON.stringify(text)
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw kernelErrors.KERNEL_JSON_REFUSED({ reason: refusedReasons.unsafe })
  return JSON.stringify(value)
}
