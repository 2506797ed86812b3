import { invalidReasons } from './json-reasons.ts'
import { JsonScanner } from './json-scanner.ts'
import type { JsonValue } from './json-value.ts'
import { kernelErrors } from './kernel-errors.ts'

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * The value of a JSON text that every reader understands alike. Refused besides what RFC 8259 forbids: a key twice in
 * one object, the key `__proto__`, numbers beyond ±(2^53 − 1), more than 64 levels, half of a surrogate pair, a byte
 * order mark. Strings may share memory with the text.
 * @throws KERNEL_JSON_INVALID, KERNEL_JSON_REFUSED with the position counted in UTF-16 units from 0
 * @source RFC 8259; RFC 7493 (I-JSON) §2
 */
export function readJson(text: string): JsonValue {
  return new JsonScanner(text, { keepsNumbers: false }).read()
}

/**
 * As `readJson`, from UTF-8 bytes.
 * @throws KERNEL_JSON_INVALID (position in bytes when the encoding is wrong), KERNEL_JSON_REFUSED
 */
export function readJsonBytes(bytes: Uint8Array): JsonValue {
  return readJson(jsonText(bytes))
}

/**
 * As `readJson`, except that a number which JavaScript would write differently (`1.50`, `1e2`, 20 digits) becomes a
 * `NumberAsWritten`, so that `JSON.stringify` gives back the very digits; only numbers beyond a double are refused.
 * @param options.mayRepeat keys that may come twice in one object because nothing depends on them; the last one counts
 * @throws KERNEL_JSON_INVALID, KERNEL_JSON_REFUSED
 * @source FHIR R4 §2.24.0.1 (the precision of a decimal has meaning)
 */
export function readJsonKeepingNumbers(text: string, options: { mayRepeat?: ReadonlySet<string> } = {}): JsonValue {
  return new JsonScanner(text, { keepsNumbers: true, mayRepeat: options.mayRepeat }).read()
}

/** The text of UTF-8 bytes that should be JSON. @throws KERNEL_JSON_INVALID with the position in bytes */
export function jsonText(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch {
    throw kernelErrors.KERNEL_JSON_INVALID({ position: firstBadByte(bytes), reason: invalidReasons.encoding })
  }
}

function firstBadByte(bytes: Uint8Array): number {
  const mended = new TextEncoder().encode(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes))
  let at = 0
  while (at < bytes.length && bytes[at] === mended[at]) at++
  return at
}
