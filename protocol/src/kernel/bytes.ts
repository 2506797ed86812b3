import { base64urlnopad } from '@scure/base'
import { kernelErrors } from './kernel-errors.ts'

/** Bytes as hexadecimal digits behind `0x`. */
export type Hex = `0x${string}`

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const hexDigits = encoder.encode('0123456789abcdef')
const base64Digits = encoder.encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')
const hexValues = new Uint8Array(128)
for (const [value, code] of hexDigits.entries()) hexValues[code] = value
for (const [offset, code] of encoder.encode('ABCDEF').entries()) hexValues[code] = 10 + offset

/** UTF-8 bytes of a text. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text)
}

/** Text of UTF-8 bytes. @throws KERNEL_BYTES_INVALID when they are not UTF-8 */
export function fromUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch {
    throw kernelErrors.KERNEL_BYTES_INVALID({ encoding: 'UTF-8' })
  }
}

/** Lower-case hexadecimal with the prefix `0x`. */
export function toHex(bytes: Uint8Array): Hex {
  const codes = new Uint8Array(2 * bytes.length)
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number
    codes[2 * i] = hexDigits[byte >> 4] as number
    codes[2 * i + 1] = hexDigits[byte & 15] as number
  }
  return `0x${decoder.decode(codes)}`
}

/** Bytes of `0x…` hexadecimal, an even number of digits in either case. @throws KERNEL_BYTES_INVALID */
export function fromHex(text: string): Uint8Array<ArrayBuffer> {
  if (!/^0x(?:[0-9a-fA-F]{2})*$/.test(text)) throw kernelErrors.KERNEL_BYTES_INVALID({ encoding: 'hexadecimal' })
  const bytes = new Uint8Array(text.length / 2 - 1)
  for (let i = 0; i < bytes.length; i++) {
    const high = hexValues[text.charCodeAt(2 + 2 * i)] as number
    bytes[i] = (high << 4) | (hexValues[text.charCodeAt(3 + 2 * i)] as number)
  }
  return bytes
}

/** Base64url without padding. @source RFC 4648 §5 */
export function toBase64Url(bytes: Uint8Array): string {
  const codes = new Uint8Array(Math.ceil((4 * bytes.length) / 3))
  let at = 0
  for (let i = 0; i < bytes.length; i += 3) {
    const three = ((bytes[i] as number) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    // What lies past the end of the text is not kept.
    codes[at++] = base64Digits[three >> 18] as number
    codes[at++] = base64Digits[(three >> 12) & 63] as number
    codes[at++] = base64Digits[(three >> 6) & 63] as number
    codes[at++] = base64Digits[three & 63] as number
  }
  return decoder.decode(codes)
}

/** Bytes of unpadded base64url; the one spelling of each value is accepted. @throws KERNEL_BYTES_INVALID @source RFC 4648 §5 and §3.5 */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(base64urlnopad.decode(text))
  } catch {
    throw kernelErrors.KERNEL_BYTES_INVALID({ encoding: 'base64url' })
  }
}

/** One array that holds the parts one after another. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** True when both hold the same bytes; the time taken tells nothing but the lengths. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false
  let difference = 0
  for (let i = 0; i < left.length; i++) difference |= (left[i] ?? 0) ^ (right[i] ?? 0)
  return difference === 0
}
