import { fromBase64Url, type JsonObject, type JsonValue, readJsonBytes, SymbolonError } from '../../kernel/index.ts'
import { medicinesErrors } from '../errors.ts'
import { licenceFaults } from './licence-faults.ts'

/** Characters of one credential. GS1's own samples have 2,600. */
export const LICENCE_CREDENTIAL_CHARS_MAX = 16_384
const signatureBytes = 64

/** A credential taken apart; whether its signature holds is not known yet. */
export interface SignedCredential {
  readonly key_id: string | undefined
  readonly header: Uint8Array<ArrayBuffer>
  readonly payload: Uint8Array<ArrayBuffer>
  readonly claims: JsonObject
  /** r and s, 32 bytes each. */
  readonly signature: Uint8Array<ArrayBuffer>
}

/** Throws that the credential has another form. */
export function refuseForm(credential: number, fault: keyof typeof licenceFaults): never {
  throw medicinesErrors.MEDICINES_LICENCE_MALFORMED({ credential, reason: licenceFaults[fault] })
}

/**
 * The parts of a credential that is a compact JSON web signature. Only ES256 is accepted and only in its one spelling;
 * no header parameter beyond `alg`, `typ` and `kid`, so that none changes what is signed or by whose key.
 * @param credential its place in the chain, from 1
 * @throws MEDICINES_LICENCE_MALFORMED
 * @source RFC 7515 §7.1; RFC 8725 §3.1; W3C Securing Verifiable Credentials using JOSE and COSE §3.1.1
 */
export function readSignedCredential(jwt: string, credential: number): SignedCredential {
  if (jwt.length > LICENCE_CREDENTIAL_CHARS_MAX) refuseForm(credential, 'size')
  const parts = jwt.split('.')
  const [header, payload, signature] = parts.map((part) => bytesOf(part, credential))
  if (parts.length !== 3 || !header || !payload || signature?.length !== signatureBytes) refuseForm(credential, 'parts')
  const key_id = keyIdOf(objectOf(header, credential), credential)
  return { key_id, header, payload, claims: objectOf(payload, credential), signature }
}

function keyIdOf({ alg, typ, kid, ...more }: JsonObject, credential: number): string | undefined {
  if (alg !== 'ES256') refuseForm(credential, 'algorithm')
  const isKnown = Object.keys(more).length === 0 && (typ === undefined || typ === 'vc+jwt')
  if (!isKnown || (kid !== undefined && typeof kid !== 'string')) refuseForm(credential, 'header')
  return kid
}

function bytesOf(part: string, credential: number): Uint8Array<ArrayBuffer> {
  try {
    return fromBase64Url(part)
  } catch (error) {
    if (error instanceof SymbolonError) refuseForm(credential, 'parts')
    throw error
  }
}

function objectOf(bytes: Uint8Array, credential: number): JsonObject {
  let value: JsonValue
  try {
    value = readJsonBytes(bytes)
  } catch (error) {
    if (error instanceof SymbolonError) refuseForm(credential, 'json')
    throw error
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuseForm(credential, 'json')
  return value
}
