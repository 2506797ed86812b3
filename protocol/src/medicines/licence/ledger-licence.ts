import { p256 } from '@noble/curves/nist.js'
import { bytesToNumberBE, numberToBytesBE } from '@noble/curves/utils.js'
import { fromUtf8, type Hex, toHex, utf8 } from '../../kernel/index.ts'
import { readLicenceCredential } from './licence-credential.ts'
import { accountOfDid } from './licensed-account.ts'
import { readSignedCredential, refuseForm } from './signed-credential.ts'

/** Where a member stands in the decoded payload, in bytes. */
export interface LedgerMember {
  /** Of the quotation mark before its name. */
  readonly member_at: number
  /** Of the first byte of its value, inside of the quotation marks where it is a text. */
  readonly value_at: number
  readonly value_bytes: number
}

/** A licence credential as a contract takes it, which reads bytes and no JSON. */
export interface LedgerLicence {
  /** ASCII of header, full stop and payload: what SHA-256 and the signature are over. */
  readonly signing_input: Uint8Array<ArrayBuffer>
  /** Of the payload's first base64url character in the signing input. */
  readonly payload_at: number
  /** The decoded payload. */
  readonly payload: Uint8Array<ArrayBuffer>
  /** `"licenseValue":"…"`: a prefix of 4 to 12 digits or a GTIN of 14. */
  readonly licence_value: LedgerMember
  /** `"id":"did:pkh:eip155:…"`. */
  readonly subject: LedgerMember
  /** `"exp":…`, seconds since 1970, with nothing but `}` after it. */
  readonly exp: LedgerMember
  readonly r: Hex
  /** In the lower half of the curve's order, since a contract takes one of the two signatures only. */
  readonly s: Hex
}

/**
 * What a contract needs to check the last credential of a chain. Each member that counts is found in one way only, and
 * is what strict JSON says it is; whether the signature holds is `verifyLicenceChain`'s to say.
 * @throws MEDICINES_LICENCE_MALFORMED, MEDICINES_LICENCE_STATUS_UNKNOWN
 * @source RFC 7518 §3.4; SEC 1 §4.1
 */
export function ledgerLicence(jwt: string): LedgerLicence {
  const signed = readSignedCredential(jwt, 1)
  const { subject, value, kind, until } = readLicenceCredential(signed, 1)
  if (kind === 'prefix' || kind === 'prefix8') refuseForm(1, 'kind')
  if (!accountOfDid(subject)) refuseForm(1, 'account')
  const { exp, issuer } = signed.claims
  if (until === undefined || exp !== until / 1000 || issuer === undefined) refuseForm(1, 'times')
  const { payload, signing_input, signature } = signed
  return {
    signing_input,
    payload_at: jwt.indexOf('.') + 1,
    payload,
    licence_value: memberAt(payload, { name: 'licenseValue', value: `"${value}"` }),
    subject: memberAt(payload, { name: 'id', value: `"${subject}"` }),
    exp: memberAt(payload, { name: 'exp', value: `${exp}}`, isLast: true }),
    ...lowSignature(signature),
  }
}

interface Sought {
  readonly name: string
  /** As it is written, quotation marks included. */
  readonly value: string
  readonly isLast?: boolean
}

/** The one place of a member, which neither another member of the name nor the end of a name that only ends alike shares. */
function memberAt(payload: Uint8Array, { name, value, isLast = false }: Sought): LedgerMember {
  const text = fromUtf8(payload)
  const member = `"${name}":${value}`
  const at = text.indexOf(member)
  // Other things have an `id` too: of that name only the value has to be the only one.
  const needle = name === 'id' ? member : `"${name}"`
  const isOnly = at >= 1 && text.indexOf(needle) === at && text.indexOf(needle, at + 1) === -1
  const begins = text[at - 1] === '{' || text[at - 1] === ','
  if (!isOnly || !begins || (isLast && at + member.length !== text.length)) refuseForm(1, 'ledger')
  const member_at = utf8(text.slice(0, at)).length
  const [quotes, end] = value.startsWith('"') ? [1, 2] : [0, 1]
  return { member_at, value_at: member_at + name.length + 3 + quotes, value_bytes: value.length - end }
}

function lowSignature(signature: Uint8Array): { r: Hex; s: Hex } {
  const order = p256.Point.Fn.ORDER
  const s = bytesToNumberBE(signature.subarray(32))
  return { r: toHex(signature.subarray(0, 32)), s: toHex(numberToBytesBE(s > order / 2n ? order - s : s, 32)) }
}
