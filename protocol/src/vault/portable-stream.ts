import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import { type Box, CHUNK_BYTES, type Stream, TAG_BYTES } from './age-core.ts'

export function sealBox({ key, nonce, text }: Box): Uint8Array {
  return chacha20poly1305(key, nonce).encrypt(text)
}

export function openBox({ key, nonce, text }: Box): Uint8Array | undefined {
  try {
    return chacha20poly1305(key, nonce).decrypt(text)
  } catch {
    return undefined
  }
}

export function sealStream({ key, from, to }: Stream): void {
  let at = 0
  for (let index = 0; ; index++) {
    const start = index * CHUNK_BYTES
    const last = start + CHUNK_BYTES >= from.length
    const sealed = sealBox({ key, nonce: nonceOf({ index, last }), text: from.subarray(start, start + CHUNK_BYTES) })
    to.set(sealed, at)
    if (last) return
    at += sealed.length
  }
}

export function openStream({ key, from, to }: Stream): boolean {
  const sealedBytes = CHUNK_BYTES + TAG_BYTES
  for (let index = 0; index * sealedBytes < from.length; index++) {
    const start = index * sealedBytes
    const nonce = nonceOf({ index, last: start + sealedBytes >= from.length })
    const opened = openBox({ key, nonce, text: from.subarray(start, start + sealedBytes) })
    if (!opened) {
      to.fill(0)
      return false
    }
    to.set(opened, index * CHUNK_BYTES)
  }
  return true
}

/** 11 bytes of counter, big endian (2^32 chunks are more than memory holds), then 1 for the final chunk. */
function nonceOf({ index, last }: { index: number; last: boolean }): Uint8Array {
  const nonce = new Uint8Array(12)
  new DataView(nonce.buffer).setUint32(7, index)
  nonce[11] = last ? 1 : 0
  return nonce
}
