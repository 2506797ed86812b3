import { custodyErrors } from '../errors.ts'
import type { Ai, Elements } from '../gs1/application-identifiers.ts'
import { checkDigit } from '../gs1/check-digit.ts'
import { gs1Reasons } from '../gs1-reasons.ts'
import { pathOf } from './resolver-levels.ts'

/** How the bits of a tag are cut up: what a key is made of, and the serial number behind it. */
interface TagScheme {
  readonly key: Ai
  /** Digits of the key without its check digit. */
  readonly digits: number
  /** Bits of company prefix and reference together. */
  readonly key_bits: number
  readonly bits: number
  readonly serial: 'number' | 'characters' | 'none'
}

/** By header. @source EPC Tag Data Standard 1.13 §14.2, table 14-1; §14.6.1 (SGTIN), §14.6.2 (SSCC) */
const schemes: Readonly<Record<string, TagScheme>> = {
  '00110000': { key: '01', digits: 13, key_bits: 44, bits: 96, serial: 'number' },
  '00110110': { key: '01', digits: 13, key_bits: 44, bits: 198, serial: 'characters' },
  '00110001': { key: '00', digits: 17, key_bits: 58, bits: 96, serial: 'none' },
}

/** Bits of a company prefix by partition; it has 12 digits less the number of the partition. @source TDS 1.13 table 14-2 */
const prefixBits = [40, 37, 34, 30, 27, 24, 20] as const

const digitSets = {
  eh: { bits: 4, digits: '0123456789abcdef' },
  ex: { bits: 6, digits: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_' },
} as const

/**
 * The path of the Digital Link that a tag carries in short: `eh` and hexadecimal digits, or `ex` and base64url, of an
 * EPC in binary. Tags of trade items (SGTIN-96, SGTIN-198) and of logistic units (SSCC-96) are read.
 * @param segment the last part of the path, with its `eh` or `ex`
 * @throws CUSTODY_DIGITAL_LINK_INVALID for other schemes and for bits that are no such tag
 * @source GS1-Conformant Resolver 1.2 §2.3; EPC Tag Data Standard 1.13 §14.3, §14.4
 * @example uncompressedPath('eh3074257bf7194e4000001a85') // '/01/80614141123458/21/6789'
 */
export function uncompressedPath(segment: string): string {
  const bits = bitsOf(segment)
  const scheme = schemes[bits.slice(0, 8)]
  const prefix_bits = prefixBits[numberAt(bits, 11, 14)]
  const isPadded = scheme !== undefined && bits.length < scheme.bits + 8 && !bits.slice(scheme.bits).includes('1')
  if (scheme === undefined || prefix_bits === undefined || !isPadded || bits.length < scheme.bits) throw notRead()
  const key_end = 14 + scheme.key_bits
  const prefix_digits = 12 - numberAt(bits, 11, 14)
  const prefix = digitsAt(bits.slice(14, 14 + prefix_bits), prefix_digits)
  const reference = digitsAt(bits.slice(14 + prefix_bits, key_end), scheme.digits - prefix_digits)
  const whole = `${reference.slice(0, 1)}${prefix}${reference.slice(1)}`
  const key = [scheme.key, whole + checkDigit(whole)] as const
  const serial = serialOf(scheme, bits.slice(key_end, scheme.bits))
  const elements: Elements = serial === undefined ? [key] : [key, ['21', serial]]
  return pathOf(elements)
}

function bitsOf(segment: string): string {
  const set = segment.startsWith('eh') ? digitSets.eh : digitSets.ex
  return Array.from(segment.slice(2), (digit) => {
    const value = set.digits.indexOf(digit)
    if (value < 0) throw notRead()
    return value.toString(2).padStart(set.bits, '0')
  }).join('')
}

function serialOf({ serial }: TagScheme, bits: string): string | undefined {
  if (serial === 'number') return BigInt(`0b${bits}`).toString()
  const isEmpty = !bits.includes('1')
  if (serial === 'none') {
    if (!isEmpty) throw notRead()
    return undefined
  }
  const codes = Array.from({ length: bits.length / 7 }, (_, at) => numberAt(bits, at * 7, at * 7 + 7))
  const end = codes.indexOf(0)
  if (isEmpty || (end >= 0 && codes.slice(end).some((code) => code !== 0))) throw notRead()
  return String.fromCharCode(...(end < 0 ? codes : codes.slice(0, end)))
}

function digitsAt(bits: string, length: number): string {
  const digits = BigInt(`0b${bits}`).toString().padStart(length, '0')
  if (digits.length > length) throw notRead()
  return digits
}

function numberAt(bits: string, from: number, to: number): number {
  return Number.parseInt(bits.slice(from, to), 2)
}

function notRead() {
  return custodyErrors.CUSTODY_DIGITAL_LINK_INVALID({ reason: gs1Reasons.epc_form, reason_code: 'epc_form' })
}
