import { secp256k1 } from '@noble/curves/secp256k1.js'
import { hkdf } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { type Id, newId, toBase64Url, toHex, utf8 } from '../kernel/index.ts'
import { identityErrors } from './errors.ts'
import { KEYRING_ROOT_BYTES } from './keyring.ts'

const accountSeedBytes = 48

/**
 * The account that owns one record's token and nothing else.
 * @example recordAccount(root, 'rec_01j…').address
 */
export function recordAccount(root: Uint8Array, record: Id<'record'>): PrivateKeyAccount {
  return accountAt(root, `record/${record}`)
}

/** The account that holds one grant and nothing else. */
export function grantAccount(root: Uint8Array, grant: Id<'grant'>): PrivateKeyAccount {
  return accountAt(root, `grant/${grant}`)
}

/**
 * The secret key of an account by which somebody else may stop one grant, and which does nothing else; it is sealed to
 * that party. The same grant and party always have the same one, so a delegation that is sent again is the same.
 * @returns 32 bytes
 */
export function delegateKey(
  root: Uint8Array,
  of: { readonly grant: Id<'grant'>; readonly delegate: Id<'party'> },
): Uint8Array {
  return secretKeyAt(root, `delegate/${of.grant}/${of.delegate}`)
}

/** The account that signs in at a node and stands for an institution on the chain; it owns no record and holds no grant. */
export function signInAccount(root: Uint8Array): PrivateKeyAccount {
  return accountAt(root, 'sign-in')
}

/** The 32-byte seed of the post-quantum hybrid age identity that the party reads with. */
export function recipientSeed(root: Uint8Array): Uint8Array<ArrayBuffer> {
  return derive(root, { info: 'symbolon/v1/recipient/0', size: 32 })
}

/**
 * What tells its owner, and nobody else, that a file was added before.
 * @param digest SHA-256 of the file's bytes
 * @returns HMAC-SHA256 under the keyring's index key, base64url
 */
export function sourceKey(root: Uint8Array, digest: Uint8Array): string {
  return toBase64Url(hmac(sha256, derive(root, { info: 'symbolon/v1/index', size: 32 }), digest))
}

/**
 * The identifiers of a file's entries in their order. Its owner gets the same ones whenever the file is added, so that
 * entries of other files can refer to them; nobody else can tell them from random ones. They tell no time.
 * @param digest SHA-256 of the file's bytes
 */
export function entryIdsOf(root: Uint8Array, digest: Uint8Array): () => Id<'entry'> {
  const key = hmac(sha256, derive(root, { info: 'symbolon/v1/entries', size: 32 }), digest)
  const place = new Uint8Array(4)
  let count = 0
  return () => {
    new DataView(place.buffer).setUint32(0, count++)
    const bytes = hmac(sha256, key, place)
    const view = new DataView(bytes.buffer, bytes.byteOffset)
    return newId('entry', view.getUint16(0) * 2 ** 32 + view.getUint32(2), bytes.subarray(6, 16))
  }
}

function accountAt(root: Uint8Array, path: string): PrivateKeyAccount {
  return privateKeyToAccount(toHex(secretKeyAt(root, path)))
}

/** The seed is 128 bits longer than the curve's order, so that the key is uniform. @source FIPS 186-5 A.2.1 */
function secretKeyAt(root: Uint8Array, path: string): Uint8Array {
  const seed = derive(root, { info: `symbolon/v1/account/${path}`, size: accountSeedBytes })
  return secp256k1.utils.randomSecretKey(seed)
}

/** @source RFC 5869 */
function derive(root: Uint8Array, to: { info: string; size: number }): Uint8Array<ArrayBuffer> {
  if (root.length !== KEYRING_ROOT_BYTES) throw identityErrors.IDENTITY_KEYRING_DAMAGED()
  return Uint8Array.from(hkdf(sha256, root, undefined, utf8(to.info), to.size))
}
