import { ctr } from '@noble/ciphers/aes.js'
import type { Keystream } from './keystream.ts'

/** The keystream where there is no native cipher. */
export function openKeystream(key: Uint8Array): Keystream {
  const kept = Uint8Array.from(key)
  return {
    bytes({ firstBlock, size_bytes }) {
      const counter = new Uint8Array(16)
      new DataView(counter.buffer).setUint32(12, firstBlock)
      return Uint8Array.from(ctr(kept, counter).encrypt(new Uint8Array(size_bytes)))
    },
  }
}
