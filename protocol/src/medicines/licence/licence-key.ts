import { p256 } from '@noble/curves/nist.js'
import { fromBase64Url, fromUtf8, type JsonValue, readJson, toBase64Url, utf8 } from '../../kernel/index.ts'

/** A public P-256 key as JSON; `x` and `y` are 32 bytes in base64url. @source RFC 7518 §6.2.1 */
export interface LicenceKey {
  readonly kty: 'EC'
  readonly crv: 'P-256'
  readonly x: string
  readonly y: string
}

const didPrefix = 'did:jwk:'
const coordinateBytes = 32
/** Characters of a `did:jwk` that are looked at; a P-256 key takes about 170. */
export const LICENCE_DID_CHARS_MAX = 400

/** The key of a JSON value, or nothing when it is no P-256 public key of a point on the curve, or holds more than that. */
export function licenceKeyOf(value: JsonValue): LicenceKey | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const { kty, crv, x, y, ...more } = value
  if (kty !== 'EC' || crv !== 'P-256' || typeof x !== 'string' || typeof y !== 'string') return undefined
  if (Object.keys(more).some((name) => name !== 'alg' && name !== 'use' && name !== 'kid')) return undefined
  return isOnCurve({ x, y }) ? { kty, crv, x, y } : undefined
}

/** The public key of a P-256 secret. @param secret 32 bytes, not zero and below the order of the curve */
export function licenceKeyOfSecret(secret: Uint8Array): LicenceKey {
  const point = p256.getPublicKey(secret, false)
  const coordinate = (at: number) => toBase64Url(point.subarray(at, at + coordinateBytes))
  return { kty: 'EC', crv: 'P-256', x: coordinate(1), y: coordinate(1 + coordinateBytes) }
}

/** The identifier that holds the key itself, so that nothing has to be fetched to know it. @source did:jwk method */
export function didOfKey({ kty, crv, x, y }: LicenceKey): string {
  return `${didPrefix}${toBase64Url(utf8(JSON.stringify({ crv, kty, x, y })))}`
}

/** The key in a `did:jwk`, or nothing for any other identifier and any other kind of key. */
export function keyOfDid(did: string): LicenceKey | undefined {
  if (!did.startsWith(didPrefix) || did.length > LICENCE_DID_CHARS_MAX) return undefined
  try {
    return licenceKeyOf(readJson(fromUtf8(fromBase64Url(did.slice(didPrefix.length)))))
  } catch {
    return undefined
  }
}

function isOnCurve({ x, y }: { x: string; y: string }): boolean {
  try {
    const [left, right] = [fromBase64Url(x), fromBase64Url(y)]
    if (left.length !== coordinateBytes || right.length !== coordinateBytes) return false
    p256.Point.fromBytes(Uint8Array.from([4, ...left, ...right])).assertValidity()
    return true
  } catch {
    return false
  }
}
