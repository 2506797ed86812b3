import { isNumberAsWritten, type JsonObject, type JsonValue } from '../kernel/index.ts'

/** A text, number or truth value as text, without white space around it; nothing for an object, a list or null. */
export function leafText(value: JsonValue): string | undefined {
  if (typeof value === 'string') return value.trim()
  if (isNumberAsWritten(value)) return (value as unknown as { rawJSON: string }).rawJSON
  return typeof value === 'object' ? undefined : String(value)
}

/** True for an object, and not for a list, null or a number that was kept as it was written. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isNumberAsWritten(value)
}
