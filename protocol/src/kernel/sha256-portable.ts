import { sha256 as hash } from '@noble/hashes/sha2.js'

/** SHA-256 of the bytes, 32 bytes, where there is no native one. @source FIPS 180-4 §6.2 */
export function sha256(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return hash(bytes)
}
