import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto'
import { type Box, CHUNK_BYTES, type Stream, TAG_BYTES } from './age-core.ts'

const cipher = 'chacha20-poly1305'
const tagOnly = { authTagLength: TAG_BYTES }

export function sealBox({ key, nonce, text }: Box): Uint8Array {
  const sealed = new Uint8Array(text.length + TAG_BYTES)
  sealChunk({ key: createSecretKey(key), nonce, chunk: text, to: sealed, at: 0 })
  return sealed
}

export function openBox({ key, nonce, text }: Box): Uint8Array | undefined {
  if (text.length < TAG_BYTES) return undefined
  const opened = new Uint8Array(text.length - TAG_BYTES)
  return openChunk({ key: createSecretKey(key), nonce, chunk: text, to: opened, at: 0 }) ? opened : undefined
}

export function sealStream({ key, from, to }: Stream): void {
  const secret = createSecretKey(key)
  const nonce = new Uint8Array(12)
  let at = 0
  for (let start = 0; ; start += CHUNK_BYTES) {
    const chunk = from.subarray(start, start + CHUNK_BYTES)
    const last = start + CHUNK_BYTES >= from.length
    if (last) nonce[11] = 1
    sealChunk({ key: secret, nonce, chunk, to, at })
    if (last) return
    at += chunk.length + TAG_BYTES
    countUp(nonce)
  }
}

export function openStream({ key, from, to }: Stream): boolean {
  const secret = createSecretKey(key)
  const nonce = new Uint8Array(12)
  const sealedBytes = CHUNK_BYTES + TAG_BYTES
  let at = 0
  for (let start = 0; start < from.length; start += sealedBytes) {
    const chunk = from.subarray(start, start + sealedBytes)
    if (start + sealedBytes >= from.length) nonce[11] = 1
    if (!openChunk({ key: secret, nonce, chunk, to, at })) {
      to.fill(0)
      return false
    }
    at += chunk.length - TAG_BYTES
    countUp(nonce)
  }
  return true
}

interface Chunk {
  readonly key: KeyObject
  readonly nonce: Uint8Array
  readonly chunk: Uint8Array
  readonly to: Uint8Array
  readonly at: number
}

function sealChunk({ key, nonce, chunk, to, at }: Chunk): void {
  const sealing = createCipheriv(cipher, key, nonce, tagOnly)
  moveInto(to, sealing.update(chunk), at)
  sealing.final()
  to.set(sealing.getAuthTag(), at + chunk.length)
}

function openChunk({ key, nonce, chunk, to, at }: Chunk): boolean {
  const size = chunk.length - TAG_BYTES
  if (size < 0) return false
  const opening = createDecipheriv(cipher, key, nonce, tagOnly)
  opening.setAuthTag(chunk.subarray(size))
  moveInto(to, opening.update(chunk.subarray(0, size)), at)
  try {
    opening.final()
    return true
  } catch {
    return false
  }
}

/**
 * Copies a cipher's output and gives its memory back at once, so that the next chunk lands in memory that is still in
 * the processor's cache: 34 ms against 44 ms for 64 MiB.
 */
function moveInto(to: Uint8Array, output: Buffer<ArrayBuffer>, at: number): void {
  to.set(output, at)
  if (output.buffer.byteLength === output.length) output.buffer.transfer(0)
}

/** The counter is the first 11 bytes, big endian. */
function countUp(nonce: Uint8Array): void {
  for (let i = 10; i >= 0; i--) {
    const byte = ((nonce[i] ?? 0) + 1) & 0xff
    nonce[i] = byte
    if (byte !== 0) return
  }
}
