import { unwritableReasons } from './json-reasons.ts'
import { JSON_DEPTH_MAX } from './json-scanner.ts'
import { isNumberAsWritten, type JsonObject, type JsonValue } from './json-value.ts'
import { kernelErrors } from './kernel-errors.ts'

/**
 * The one spelling of a JSON value: keys sorted by UTF-16 units, no white space, ECMAScript numbers. Properties that
 * hold `undefined` are left out.
 * @throws KERNEL_JSON_UNWRITABLE for half of a surrogate pair, a number that is not finite, a `NumberAsWritten`, more than
 * 64 levels; TypeError for what is no JSON at all: two such values must never have one spelling
 * @source RFC 8785 §3.2
 */
export function canonicalJson(value: JsonValue): string {
  return canonicalValue(value, 0)
}

function canonicalValue(value: JsonValue, depth: number): string {
  if (typeof value === 'string') return canonicalString(value)
  if (typeof value === 'number') return canonicalNumber(value)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value !== 'object') throw new TypeError(`A ${typeof value} is no JSON value`)
  if (depth === JSON_DEPTH_MAX) throw kernelErrors.KERNEL_JSON_UNWRITABLE({ reason: unwritableReasons.depth })
  return Array.isArray(value) ? canonicalArray(value, depth + 1) : canonicalObject(value, depth + 1)
}

function canonicalArray(values: readonly JsonValue[], depth: number): string {
  // Array.from meets the holes of a sparse array too.
  return `[${Array.from(values, (value) => canonicalValue(value, depth)).join(',')}]`
}

function canonicalObject(object: JsonObject, depth: number): string {
  if (isNumberAsWritten(object)) throw kernelErrors.KERNEL_JSON_UNWRITABLE({ reason: unwritableReasons.unsafe })
  const prototype = Object.getPrototypeOf(object)
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError('An object of a class is no JSON value')
  const members: string[] = []
  for (const key of Object.keys(object).sort()) {
    const value = object[key]
    if (value !== undefined) members.push(`${canonicalString(key)}:${canonicalValue(value, depth)}`)
  }
  return `{${members.join(',')}}`
}

function canonicalString(text: string): string {
  if (!text.isWellFormed()) throw kernelErrors.KERNEL_JSON_UNWRITABLE({ reason: unwritableReasons.surrogate })
  return JSON.stringify(text)
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw kernelErrors.KERNEL_JSON_UNWRITABLE({ reason: unwritableReasons.infinite })
  return JSON.stringify(value)
}
