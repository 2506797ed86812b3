import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import { utf8 } from '../kernel/index.ts'
import { logErrors } from './errors.ts'
import { OPENING_SALT_BYTES } from './leaf.ts'

const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** An opening of an entry as a node keeps it. */
export interface SealedSalt {
  /** Name of the entry, which the seal is bound to. */
  readonly name: string
  /** Nonce, ciphertext and tag. */
  readonly sealed: Uint8Array
  /** 32 bytes, which the person's openings of ten minutes share. */
  readonly key: Uint8Array
}

/** The 64 bytes that open an entry. @throws LOG_OPENING_UNREADABLE @source RFC 8439 §2.8 AEAD_CHACHA20_POLY1305 */
export function openSalt({ name, sealed, key }: SealedSalt): Uint8Array {
  const isSized = key.length === KEY_BYTES && sealed.length === NONCE_BYTES + OPENING_SALT_BYTES + TAG_BYTES
  if (!isSized) throw logErrors.LOG_OPENING_UNREADABLE()
  try {
    return chacha20poly1305(key, sealed.subarray(0, NONCE_BYTES), utf8(name)).decrypt(sealed.subarray(NONCE_BYTES))
  } catch (cause) {
    throw logErrors.LOG_OPENING_UNREADABLE({}, { cause })
  }
}
