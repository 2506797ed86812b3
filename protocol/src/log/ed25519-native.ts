import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { type Ed25519, isPlainPublicKey, SIGNATURE_BYTES } from './ed25519.ts'

/** What stands before 32 bytes of a seed and of a public key in DER. @source RFC 8410 §7 and §4 */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const spki = Buffer.from('302a300506032b6570032100', 'hex')

/** Ed25519 on Node's OpenSSL, which checks s and the equation without cofactor but takes any point for a key. */
export const ed25519: Ed25519 = {
  name: 'native',
  signingKey(seed) {
    const key = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' })
    const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(spki.length)
    return { publicKey: Uint8Array.from(publicKey), parts: key }
  },
  verifyingKey(bytes) {
    const der = () => Buffer.concat([spki, bytes])
    const parts = isPlainPublicKey(bytes) ? createPublicKey({ key: der(), format: 'der', type: 'spki' }) : undefined
    return { bytes, parts }
  },
  sign: ({ parts }, message) => Uint8Array.from(sign(null, message, parts as KeyObject)),
  verify({ parts }, { message, signature }) {
    if (parts === undefined || signature.length !== SIGNATURE_BYTES) return false
    return verify(null, message, parts as KeyObject, signature)
  },
}
