import { p256 } from '@noble/curves/nist.js'
import { bytesToNumberBE, numberToBytesBE } from '@noble/curves/utils.js'
import { fromUtf8, type Hex, type JsonObject, toHex } from '../../kernel/index.ts'
import { readLicenceCredential } from './licence-credential.ts'
import { accountOfDid } from './licensed-account.ts'
import { readSignedCredential, refuseForm } from './signed-credential.ts'

/** A licence credential as a contract takes it, which makes the signed text from what was decoded and reads no JSON. */
export interface LedgerLicence {
  /** The decoded header. */
  readonly header: Uint8Array<ArrayBuffer>
  /** The decoded payload. */
  readonly payload: Uint8Array<ArrayBuffer>
  readonly r: Hex
  /** In the lower half of the curve's order, so that a credential has one signature there. */
  readonly s: Hex
}

/** Members that a contract finds by their bytes, each of them once and behind `{` or `,`. */
const members = ['"licenseValue":', '"id":"did:pkh:eip155:', '"exp":'] as const

/**
 * What a contract needs to check the last credential of a chain. The members that count can be found in one way only, and
 * are what strict JSON says they are; whether the signature holds is `verifyLicenceChain`'s to say, which also gives the key.
 * @throws MEDICINES_LICENCE_MALFORMED, MEDICINES_LICENCE_STATUS_UNKNOWN
 * @source RFC 7518 §3.4; SEC 1 §4.1
 */
export function ledgerLicence(jwt: string): LedgerLicence {
  const signed = readSignedCredential(jwt, 1)
  const { subject, kind, until } = readLicenceCredential(signed, 1)
  if (kind === 'prefix' || kind === 'prefix8') refuseForm(1, 'kind')
  if (!accountOfDid(subject)) refuseForm(1, 'account')
  const { claims, header, payload, signature } = signed
  // Of two expiries a contract would see one.
  if (until === undefined || claims.exp !== until / 1000) refuseForm(1, 'times')
  if (!/[{,]"typ":"vc\+jwt"/.test(fromUtf8(header))) refuseForm(1, 'header')
  if (!isPlain(fromUtf8(payload), claims)) refuseForm(1, 'ledger')
  return { header, payload, ...lowSignature(signature) }
}

/** True when the text is compact, ends with `exp`, and no escape or second member hides what the three members are. */
function isPlain(text: string, claims: JsonObject): boolean {
  const isCompact = text === JSON.stringify(claims)
  const hasOtherEscapes = text.replace(/\\["\\]/g, '').includes('\\')
  const isLast = text.endsWith(`,"exp":${claims.exp}}`)
  return isCompact && !hasOtherEscapes && isLast && members.every((member) => openings(text, member) === 1)
}

/** How often a member begins: behind `{` or `,` its quotation mark is neither escaped nor the end of a text. */
function openings(text: string, member: string): number {
  return text.split(`{${member}`).length + text.split(`,${member}`).length - 2
}

function lowSignature(signature: Uint8Array): { r: Hex; s: Hex } {
  const order = p256.Point.Fn.ORDER
  const s = bytesToNumberBE(signature.subarray(32))
  return { r: toHex(signature.subarray(0, 32)), s: toHex(numberToBytesBE(s > order / 2n ? order - s : s, 32)) }
}
