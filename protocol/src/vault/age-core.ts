/** A public key of the hybrid KEM, taken apart once; only the core that made it can read it. */
export interface HybridPublicKey {
  /** ML-KEM-768 encapsulation key, then X25519 public key: 1,216 bytes. */
  readonly bytes: Uint8Array
  readonly parts: unknown
}

/** A key pair of the hybrid KEM. */
export interface HybridSecretKey {
  readonly publicKey: HybridPublicKey
  readonly parts: unknown
}

/** An X25519 secret with its public key, 32 bytes. */
export interface X25519SecretKey {
  readonly publicKey: Uint8Array
  readonly parts: unknown
}

export interface Encapsulation {
  readonly sharedSecret: Uint8Array
  /** ML-KEM-768 ciphertext, then X25519 share: 1,120 bytes. */
  readonly ciphertext: Uint8Array
}

/** Fresh random bytes from a cryptographic generator. */
export type Random = (size_bytes: number) => Uint8Array

/**
 * The primitives under age, twice: `age-core-native.ts` on Node's OpenSSL, `age-core-portable.ts` elsewhere. A function
 * that can be given bad input from outside returns `undefined` for it and throws nothing.
 */
export interface AgeCore {
  readonly name: 'native' | 'portable'
  sha256(data: Uint8Array): Uint8Array<ArrayBuffer>
  /** HMAC-SHA256. @source RFC 2104 */
  hmac(key: Uint8Array, data: Uint8Array): Uint8Array<ArrayBuffer>
  /** ChaCha20-Poly1305 of a short text; the tag follows the ciphertext. @source RFC 8439 §2.8 */
  sealBox(box: Box): Uint8Array
  openBox(box: Box): Uint8Array | undefined
  /** age's STREAM over the whole text: `to` has room for exactly all chunks and tags. @source C2SP age, Payload */
  sealStream(stream: Stream): void
  /** False when any chunk is not authentic; `to` then holds nothing but zeros. */
  openStream(stream: Stream): boolean
  /** scrypt with r = 8, p = 1, 32 bytes. @source RFC 7914 */
  scrypt(work: { passphrase: string; salt: Uint8Array; log_n: number }): Uint8Array
  /** Standard base64 without padding. */
  toBase64(bytes: Uint8Array): string
  /** The one spelling of each value only. @source RFC 4648 §3.5 */
  fromBase64(text: string): Uint8Array | undefined
  x25519SecretKey(secret: Uint8Array): X25519SecretKey
  /** A pair for one use. The native core takes it from OpenSSL's generator, the portable one from `random`. */
  x25519Ephemeral(random: Random): X25519SecretKey
  /** `undefined` when the shared secret would be all zeros. @source RFC 7748 §6.1 */
  x25519(secretKey: X25519SecretKey, publicKey: Uint8Array): Uint8Array | undefined
  hybridPublicKey(bytes: Uint8Array): HybridPublicKey | undefined
  hybridSecretKey(seed: Uint8Array): HybridSecretKey
  /** MLKEM768-X25519 (X-Wing). The native core takes its randomness from OpenSSL. @source draft-ietf-hpke-pq-03 §4 */
  encapsulate(publicKey: HybridPublicKey, random: Random): Encapsulation | undefined
  decapsulate(secretKey: HybridSecretKey, ciphertext: Uint8Array): Uint8Array | undefined
}

export interface Box {
  readonly key: Uint8Array
  /** 12 bytes. */
  readonly nonce: Uint8Array
  readonly text: Uint8Array
}

export interface Stream {
  /** 32 bytes. */
  readonly key: Uint8Array
  readonly from: Uint8Array
  readonly to: Uint8Array
}

/** @source C2SP age, Payload */
export const CHUNK_BYTES = 64 * 1024
export const TAG_BYTES = 16
export const MLKEM_PUBLIC_KEY_BYTES = 1184
export const MLKEM_CIPHERTEXT_BYTES = 1088
export const X25519_BYTES = 32
export const HYBRID_PUBLIC_KEY_BYTES = MLKEM_PUBLIC_KEY_BYTES + X25519_BYTES
export const HYBRID_CIPHERTEXT_BYTES = MLKEM_CIPHERTEXT_BYTES + X25519_BYTES
export const HYBRID_SEED_BYTES = 32
/** What ties the hybrid's shared secret to its kind, `\.//^\`. @source draft-ietf-hpke-pq-03 §4 (X-Wing label) */
export const hybridLabel = new Uint8Array([0x5c, 0x2e, 0x2f, 0x2f, 0x5e, 0x5c])
