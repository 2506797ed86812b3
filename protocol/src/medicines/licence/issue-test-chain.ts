import { p256 } from '@noble/curves/nist.js'
import type { JsonObject, Milliseconds } from '../../kernel/index.ts'
import { toBase64Url, utf8 } from '../../kernel/index.ts'
import { didOfKey, type LicenceKey, licenceKeyOfSecret } from './licence-key.ts'
import type { LicenceRoot } from './licence-root.ts'
import { didOfAccount, type LicensedAccount } from './licensed-account.ts'
import type { LicensedNumber } from './licensed-number.ts'

/** What a chain for trying things out is made of. */
export interface TestChain {
  /** P-256 secrets, 32 bytes each: of the root, and of the organisation between it and the maker. */
  readonly secrets: { readonly root: Uint8Array; readonly organisation: Uint8Array }
  /** Digits that the organisation is licensed, such as `520`. */
  readonly gs1_prefix: string
  readonly number: LicensedNumber
  readonly account: LicensedAccount
  readonly valid_from: Milliseconds
  /** Whole seconds count. */
  readonly until: Milliseconds
}

/** A chain with the root that it leads to. */
export interface IssuedTestChain {
  readonly chain: readonly [organisation: string, maker: string]
  readonly root: LicenceRoot
  /** The organisation's key, which signed the maker's credential. */
  readonly issuer_key: LicenceKey
}

const rootName = 'Symbolon test root, not GS1'
const organisationName = 'Symbolon test organisation, not a member of GS1'
const warning = 'FOR TESTING ONLY. Nobody at GS1 issued this credential, and it gives no right to any number.'
const contexts = ['https://www.w3.org/ns/credentials/v2', 'https://ref.gs1.org/gs1/vc/license-context']
const typesOfNumbers = {
  prefix: 'GS1CompanyPrefixLicenseCredential',
  gtin: 'GS1IdentificationKeyLicenseCredential',
} as const

/**
 * A chain of licence credentials that a test root of its own issued, in the shape of GS1's and named as what it is. The
 * same secrets and numbers give the same bytes (RFC 6979), and the maker's credential can be read on the ledger.
 * @source gs1/GS1DigitalLicenses, samples
 */
export function issueTestChain(wish: TestChain): IssuedTestChain {
  const { secrets, gs1_prefix, number, account } = wish
  const [key, issuer_key] = [licenceKeyOfSecret(secrets.root), licenceKeyOfSecret(secrets.organisation)]
  const root: LicenceRoot = { name: rootName, did: didOfKey(key), key, is_test: true }
  const organisation = { id: didOfKey(issuer_key), name: organisationName }
  const idOfPrefix = `urn:symbolon:test-licence:${gs1_prefix}`
  const value = number.kind === 'gtin' ? number.gtin : number.prefix
  const times = { validFrom: new Date(wish.valid_from).toISOString(), exp: Math.floor(wish.until / 1000) }
  const upper = credentialOf({
    id: idOfPrefix,
    type: 'GS1PrefixLicenseCredential',
    issuer: { id: root.did, name: rootName },
    credentialSubject: { id: organisation.id, licenseValue: gs1_prefix },
    ...times,
  })
  const lower = credentialOf({
    id: `${idOfPrefix}:${value}`,
    type: typesOfNumbers[number.kind],
    issuer: organisation,
    credentialSubject: {
      id: didOfAccount(account),
      extendsCredential: idOfPrefix,
      licenseValue: value,
      ...(number.kind === 'gtin' && { identificationKeyType: 'GTIN' }),
    },
    ...times,
  })
  return { chain: [sign(upper, secrets.root), sign(lower, secrets.organisation)], root, issuer_key }
}

interface CredentialParts {
  readonly id: string
  readonly type: string
  readonly issuer: { readonly id: string; readonly name: string }
  readonly credentialSubject: JsonObject
  readonly validFrom: string
  readonly exp: number
}

/** `exp` stands last, where a ledger finds it. */
function credentialOf({ id, type, issuer, credentialSubject, validFrom, exp }: CredentialParts): JsonObject {
  return {
    '@context': contexts,
    id,
    type: ['VerifiableCredential', type],
    issuer: { ...issuer },
    name: `TEST ${type}`,
    description: warning,
    validFrom,
    credentialSubject,
    exp,
  }
}

function sign(credential: JsonObject, secret: Uint8Array): string {
  const kid = `${didOfKey(licenceKeyOfSecret(secret))}#0`
  const parts = [{ alg: 'ES256', typ: 'vc+jwt', kid }, credential]
  const input = parts.map((part) => toBase64Url(utf8(JSON.stringify(part)))).join('.')
  return `${input}.${toBase64Url(p256.sign(utf8(input), secret, { lowS: true, prehash: true }))}`
}
