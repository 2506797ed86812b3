import { openKeystream } from '#keystream'

/** The keystream of AES-256 in counter mode under one key, the initial counter zero. @source NIST SP 800-38A §6.5 */
export interface Keystream {
  /** So many bytes, a multiple of 16, from a block of 16 bytes on, counted from 0 and below 2^32. */
  bytes(part: { readonly firstBlock: number; readonly size_bytes: number }): Uint8Array<ArrayBuffer>
}

export { openKeystream }
