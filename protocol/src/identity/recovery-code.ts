import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, equalBytes, utf8 } from '../kernel/index.ts'
import { identityErrors } from './errors.ts'

declare const brand: unique symbol
/** `XXXX-…` eight groups of four: 128 random bits and a checksum of 32, in Crockford's base32. */
export type RecoveryCode = string & { readonly [brand]: 'recovery code' }

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const randomBytes = 16
const checksumBytes = 4
const symbols = 32

/** What people write for a symbol: Crockford's own readings, and the Greek capitals that look the same. */
const readings: Readonly<Record<string, string>> = {
  O: '0',
  I: '1',
  L: '1',
  Α: 'A',
  Β: 'B',
  Ε: 'E',
  Ζ: 'Z',
  Η: 'H',
  Ι: '1',
  Κ: 'K',
  Μ: 'M',
  Ν: 'N',
  Ο: '0',
  Ρ: 'P',
  Τ: 'T',
  Υ: 'Y',
  Χ: 'X',
}

/**
 * A new code to print and put away; it opens the keyring as the passphrase does.
 * @param random source of random bytes: called once, for 16
 */
export function newRecoveryCode(random: (size: number) => Uint8Array): RecoveryCode {
  const secret = random(randomBytes)
  if (secret.length !== randomBytes) throw new RangeError('A recovery code takes 16 random bytes')
  return write(concatBytes(secret, checksumOf(secret)))
}

/**
 * The one spelling of a code as a person typed it: spaces, hyphens and case are free, O reads as 0, I and L as 1.
 * @throws IDENTITY_RECOVERY_CODE_INVALID for every typing mistake but one in 2^32
 * @source Crockford, Base 32
 */
export function parseRecoveryCode(text: string): RecoveryCode {
  const bytes = read(text)
  const secret = bytes?.subarray(0, randomBytes)
  if (!bytes || !secret || !equalBytes(bytes.subarray(randomBytes), checksumOf(secret))) {
    throw identityErrors.IDENTITY_RECOVERY_CODE_INVALID()
  }
  return write(bytes)
}

function checksumOf(secret: Uint8Array): Uint8Array {
  return sha256(concatBytes(utf8('symbolon/v1/recovery-code'), secret)).subarray(0, checksumBytes)
}

function write(bytes: Uint8Array): RecoveryCode {
  let value = bytes.reduce((whole, byte) => (whole << 8n) | BigInt(byte), 0n)
  let text = ''
  for (let i = 0; i < symbols; i++) {
    text = alphabet[Number(value & 31n)] + (i > 0 && i % 4 === 0 ? '-' : '') + text
    value >>= 5n
  }
  return text as RecoveryCode
}

function read(text: string): Uint8Array | undefined {
  const typed = text.replace(/[\s\-–—]/g, '').toUpperCase()
  if (typed.length !== symbols) return undefined
  let value = 0n
  for (const symbol of typed) {
    const digit = alphabet.indexOf(readings[symbol] ?? symbol)
    if (digit < 0) return undefined
    value = (value << 5n) | BigInt(digit)
  }
  const bytes = new Uint8Array(randomBytes + checksumBytes)
  for (let i = bytes.length - 1; i >= 0; i--) {
    bytes[i] = Number(value & 255n)
    value >>= 8n
  }
  return bytes
}
