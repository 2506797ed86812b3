import { scryptSync } from 'node:crypto'
import type { AgeCore } from './age-core.ts'
import { openBox, openStream, sealBox, sealStream } from './native-cipher.ts'
import { hmac, sha256 } from './native-hash.ts'
import {
  decapsulateHybrid,
  encapsulateHybrid,
  hybridPublicKey,
  hybridSecretKey,
  x25519,
  x25519Ephemeral,
  x25519SecretKey,
} from './native-kem.ts'

function scrypt({ passphrase, salt, log_n }: { passphrase: string; salt: Uint8Array; log_n: number }): Uint8Array {
  const N = 2 ** log_n
  return scryptSync(passphrase, salt, 32, { N, r: 8, p: 1, maxmem: 128 * 8 * N + 1024 * 1024 })
}

function toBase64(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64')
  return text.endsWith('=') ? text.slice(0, text.indexOf('=')) : text
}

function fromBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64')
  return toBase64(bytes) === text ? bytes : undefined
}

/** The primitives on Node's OpenSSL. */
export const ageCore: AgeCore = {
  name: 'native',
  sha256,
  hmac,
  sealBox,
  openBox,
  sealStream,
  openStream,
  scrypt,
  toBase64,
  fromBase64,
  x25519SecretKey,
  x25519Ephemeral,
  x25519,
  hybridPublicKey,
  hybridSecretKey,
  encapsulate: encapsulateHybrid,
  decapsulate: decapsulateHybrid,
}
