import { ed25519 as curve } from '@noble/curves/ed25519.js'
import { sha512 } from '@noble/hashes/sha2.js'
import { concatBytes, equalBytes } from '../kernel/index.ts'
import { type Ed25519, SIGNATURE_BYTES } from './ed25519.ts'

type Point = InstanceType<typeof curve.Point>

const order = curve.Point.Fn.ORDER

function pointOf(bytes: Uint8Array): Point | undefined {
  try {
    const point = curve.Point.fromBytes(bytes)
    return point.isSmallOrder() ? undefined : point
  } catch {
    return undefined
  }
}

/** Little-endian. */
function numberOf(bytes: Uint8Array): bigint {
  let value = 0n
  for (const byte of bytes.toReversed()) value = (value << 8n) | BigInt(byte)
  return value
}

/** The library's own check multiplies by the cofactor, which takes signatures that OpenSSL and Go refuse. */
function isSigned(key: { bytes: Uint8Array; point: Point }, message: Uint8Array, signature: Uint8Array): boolean {
  const r = signature.subarray(0, 32)
  const s = numberOf(signature.subarray(32))
  if (s >= order) return false
  const k = numberOf(sha512(concatBytes(r, key.bytes, message))) % order
  const expected = curve.Point.BASE.multiplyUnsafe(s).subtract(key.point.multiplyUnsafe(k))
  return equalBytes(expected.toBytes(), r)
}

/** Ed25519 in JavaScript, the same on every engine; browsers take this one. */
export const ed25519: Ed25519 = {
  name: 'portable',
  signingKey: (seed) => ({ publicKey: curve.getPublicKey(seed), parts: seed }),
  verifyingKey: (bytes) => ({ bytes, parts: pointOf(bytes) }),
  sign: ({ parts }, message) => curve.sign(message, parts as Uint8Array),
  verify({ bytes, parts }, { message, signature }) {
    if (parts === undefined || signature.length !== SIGNATURE_BYTES) return false
    return isSigned({ bytes, point: parts as Point }, message, signature)
  },
}
