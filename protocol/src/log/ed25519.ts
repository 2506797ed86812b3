/** A seed with its public key; only the core that made it can read its parts. */
export interface Ed25519SigningKey {
  /** 32 bytes. */
  readonly publicKey: Uint8Array
  readonly parts: unknown
}

/** A public key, taken apart once. */
export interface Ed25519VerifyingKey {
  /** 32 bytes. */
  readonly bytes: Uint8Array
  readonly parts: unknown
}

/**
 * Ed25519 twice: `ed25519-native.ts` on Node's OpenSSL, `ed25519-portable.ts` elsewhere. Both accept exactly the same
 * signatures: s below the order, public key canonical and not of small order, and R equal, to the byte, to what the
 * equation without cofactor gives. The RFC leaves the cofactor open, so two programs could otherwise see two logs.
 */
export interface Ed25519 {
  readonly name: 'native' | 'portable'
  /** @param seed 32 bytes @source RFC 8032 §5.1.5 */
  signingKey(seed: Uint8Array): Ed25519SigningKey
  /** Any 32 bytes; no signature is valid under bytes that are no key. */
  verifyingKey(bytes: Uint8Array): Ed25519VerifyingKey
  /** 64 bytes, the same for the same message. @source RFC 8032 §5.1.6 */
  sign(key: Ed25519SigningKey, message: Uint8Array): Uint8Array
  /** @source RFC 8032 §5.1.7 */
  verify(key: Ed25519VerifyingKey, signed: { message: Uint8Array; signature: Uint8Array }): boolean
}

export const SEED_BYTES = 32
export const PUBLIC_KEY_BYTES = 32
export const SIGNATURE_BYTES = 64

const prime = 2n ** 255n - 19n
const eighthY = 0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n
/** y of the points of order 1, 4, 2 and 8; the sign of x, which is the last bit, makes eight points of them. */
const smallOrderYs = new Set([1n, 0n, prime - 1n, eighthY, prime - eighthY])

/** True for a y below the prime and a point that is not of small order. @source RFC 8032 §5.1.3 */
export function isPlainPublicKey(bytes: Uint8Array): boolean {
  if (bytes.length !== PUBLIC_KEY_BYTES) return false
  let y = 0n
  for (const byte of bytes.toReversed()) y = (y << 8n) | BigInt(byte)
  y &= (1n << 255n) - 1n
  return y < prime && !smallOrderYs.has(y)
}
