import { createHmac, createSecretKey, hash } from 'node:crypto'

const blockBytes = 64
const hashBytes = 32
const shortMessageBytes_max = 4096

const inner = Buffer.alloc(blockBytes + shortMessageBytes_max)
const outer = Buffer.alloc(blockBytes + hashBytes)

/** Node's "binary" text is the cheapest form in which Node hands out a digest: 0.3 µs against 1.0 µs for a Buffer. */
export function bytesOfBinary(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
  return bytes
}

export function sha256(data: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytesOfBinary(hash('sha256', data, 'binary'))
}

/** Two one-shot hashes over scratch memory: 1 µs against 13 µs for `createHmac` with a raw key. */
export function hmac(key: Uint8Array, data: Uint8Array): Uint8Array<ArrayBuffer> {
  if (data.length > shortMessageBytes_max || key.length > blockBytes) return longHmac(key, data)
  inner.fill(0x36, 0, blockBytes)
  outer.fill(0x5c, 0, blockBytes)
  for (let i = 0; i < key.length; i++) {
    const byte = key[i] as number
    inner[i] = byte ^ 0x36
    outer[i] = byte ^ 0x5c
  }
  inner.set(data, blockBytes)
  const digest = hash('sha256', inner.subarray(0, blockBytes + data.length), 'binary')
  outer.write(digest, blockBytes, hashBytes, 'latin1')
  return bytesOfBinary(hash('sha256', outer, 'binary'))
}

function longHmac(key: Uint8Array, data: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytesOfBinary(createHmac('sha256', createSecretKey(key)).update(data).digest('binary'))
}
