import { base64 } from '@scure/base'
import { HASH_BYTES } from './tree-hash.ts'

/** Entries that a log can have here: beyond it a number in JavaScript is not exact. The standard ends at 2^64 - 1. */
export const LOG_SIZE_MAX = Number.MAX_SAFE_INTEGER

/** True for a number of entries. */
export function isLogSize(size: number): boolean {
  return Number.isSafeInteger(size) && size >= 0
}

/** A whole number in decimal digits without leading zeros, exact in JavaScript; else `undefined`. */
export function readDecimal(text: string): number | undefined {
  if (!/^(?:0|[1-9]\d{0,15})$/.test(text)) return undefined
  const value = Number(text)
  return value <= LOG_SIZE_MAX ? value : undefined
}

/** Padded base64, in the one spelling that each value has; else `undefined`. @source RFC 4648 §4 and §3.5 */
export function readBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const bytes = Uint8Array.from(base64.decode(text))
    return toBase64(bytes) === text ? bytes : undefined
  } catch {
    return undefined
  }
}

export function toBase64(bytes: Uint8Array): string {
  return base64.encode(bytes)
}

/** True for whole characters, none of them a control character below U+0020 but those allowed. */
export function isPlainText(text: string, allowed: string): boolean {
  if (!text.isWellFormed()) return false
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) < 0x20 && !allowed.includes(text.charAt(i))) return false
  }
  return true
}

/** A line that holds one hash; else `undefined`. */
export function readHash(line: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = readBase64(line)
  return bytes?.length === HASH_BYTES ? bytes : undefined
}
