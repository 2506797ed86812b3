import { x25519 as curve } from '@noble/curves/ed25519.js'
import { hmac } from '@noble/hashes/hmac.js'
import { scrypt } from '@noble/hashes/scrypt.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { MLKEM768X25519 } from '@noble/post-quantum/hybrid.js'
import { base64nopad } from '@scure/base'
import type { AgeCore, Encapsulation, HybridPublicKey, HybridSecretKey, Random, X25519SecretKey } from './age-core.ts'
import { openBox, openStream, sealBox, sealStream } from './portable-stream.ts'

const modulus = 3329
/** Three polynomials of 256 coefficients, 12 bits each. */
const coefficientBytes = (3 * 256 * 12) / 8

function fromBase64(text: string): Uint8Array | undefined {
  try {
    return base64nopad.decode(text)
  } catch {
    return undefined
  }
}

function x25519SecretKey(secret: Uint8Array): X25519SecretKey {
  return { publicKey: curve.getPublicKey(secret), parts: secret }
}

function x25519(secretKey: X25519SecretKey, publicKey: Uint8Array): Uint8Array | undefined {
  try {
    return curve.getSharedSecret(secretKey.parts as Uint8Array, publicKey)
  } catch {
    return undefined
  }
}

function hybridPublicKey(bytes: Uint8Array): HybridPublicKey | undefined {
  return hasReducedCoefficients(bytes) ? { bytes, parts: undefined } : undefined
}

/** The library lets larger coefficients pass. @source FIPS 203 §7.2, modulus check of the encapsulation key */
function hasReducedCoefficients(bytes: Uint8Array): boolean {
  for (let i = 0; i < coefficientBytes; i += 3) {
    const [low = 0, middle = 0, high = 0] = [bytes[i], bytes[i + 1], bytes[i + 2]]
    if ((low | ((middle & 0x0f) << 8)) >= modulus || ((middle >> 4) | (high << 4)) >= modulus) return false
  }
  return true
}

function hybridSecretKey(seed: Uint8Array): HybridSecretKey {
  return { publicKey: { bytes: MLKEM768X25519.getPublicKey(seed), parts: undefined }, parts: seed }
}

function encapsulate(publicKey: HybridPublicKey, random: Random): Encapsulation | undefined {
  try {
    const { sharedSecret, cipherText } = MLKEM768X25519.encapsulate(publicKey.bytes, random(64))
    return { sharedSecret, ciphertext: cipherText }
  } catch {
    return undefined
  }
}

function decapsulate(secretKey: HybridSecretKey, ciphertext: Uint8Array): Uint8Array | undefined {
  try {
    return MLKEM768X25519.decapsulate(ciphertext, secretKey.parts as Uint8Array)
  } catch {
    return undefined
  }
}

/** The primitives in JavaScript, the same on every engine; browsers take this one. */
export const ageCore: AgeCore = {
  name: 'portable',
  sha256,
  hmac: (key, data) => hmac(sha256, key, data),
  sealBox,
  openBox,
  sealStream,
  openStream,
  scrypt: ({ passphrase, salt, log_n }) => scrypt(passphrase, salt, { N: 2 ** log_n, r: 8, p: 1, dkLen: 32 }),
  toBase64: (bytes) => base64nopad.encode(bytes),
  fromBase64,
  x25519SecretKey,
  x25519Ephemeral: (random) => x25519SecretKey(random(32)),
  x25519,
  hybridPublicKey,
  hybridSecretKey,
  encapsulate,
  decapsulate,
}
