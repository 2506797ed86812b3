import type { JsonObject, JsonValue, Milliseconds } from '../../kernel/index.ts'
import { medicinesErrors } from '../errors.ts'
import { gtin14Of } from './licensed-number.ts'
import { refuseForm, type SignedCredential } from './signed-credential.ts'

/** `prefix` and `prefix8` go to a member organisation of GS1, the other two to whoever makes things. */
export type LicenceKind = 'prefix' | 'prefix8' | 'company_prefix' | 'gtin'

interface KindRow {
  readonly kind: LicenceKind
  readonly value: RegExp
  /** Kinds that it may stand under. */
  readonly under: readonly LicenceKind[]
}

/** @source gs1/GS1DigitalLicenses, schemas prefix, prefix8, companyprefix and idkey; GS1 General Specifications §1.4 */
const kindsByType: Readonly<Record<string, KindRow>> = {
  GS1PrefixLicenseCredential: { kind: 'prefix', value: /^\d{2,7}$/, under: [] },
  GS18PrefixLicenseCredential: { kind: 'prefix8', value: /^\d{3,7}$/, under: [] },
  GS1CompanyPrefixLicenseCredential: { kind: 'company_prefix', value: /^\d{4,12}$/, under: ['prefix'] },
  GS1IdentificationKeyLicenseCredential: { kind: 'gtin', value: /^(?:\d{8}|\d{12,14})$/, under: ['prefix', 'prefix8'] },
}

/** What one licence credential says. */
export interface LicenceCredential {
  readonly kind: LicenceKind
  readonly under: readonly LicenceKind[]
  readonly id: string | undefined
  readonly extends_id: string | undefined
  readonly issuer: string
  readonly subject: string
  /** Digits: a prefix, or a GTIN of 14. */
  readonly value: string
  readonly valid_from: Milliseconds
  /** The earlier of `exp` and `validUntil`. */
  readonly until: Milliseconds | undefined
}

/** The last one of the year 9999. */
const lastSecond = 253_402_300_799
const baseContext = 'https://www.w3.org/ns/credentials/v2'

/**
 * What a credential says, whoever signed it.
 * @param credential its place in the chain, from 1
 * @throws MEDICINES_LICENCE_MALFORMED, MEDICINES_LICENCE_STATUS_UNKNOWN
 * @source W3C Verifiable Credentials Data Model 2.0 §4; gs1/GS1DigitalLicenses, schemas
 */
export function readLicenceCredential({ claims, key_id }: SignedCredential, credential: number): LicenceCredential {
  const { issuer, subject, members } = partiesOf(claims, credential)
  if (key_id !== undefined && key_id !== issuer && !key_id.startsWith(`${issuer}#`)) refuseForm(credential, 'key')
  if (claims.credentialStatus !== undefined) throw medicinesErrors.MEDICINES_LICENCE_STATUS_UNKNOWN({ credential })
  const { kind, value: form, under } = kindOf(claims, credential)
  const value = numberOf(members, { form, isGtin: kind === 'gtin' })
  if (value === undefined) refuseForm(credential, 'value')
  const [id, extends_id] = [textOf(claims.id), textOf(members.extendsCredential)]
  return { kind, under, id, extends_id, issuer, subject, value, ...timesOf(claims, credential) }
}

function kindOf(claims: JsonObject, credential: number): KindRow {
  const [contexts, types] = [listOf(claims['@context']), listOf(claims.type)]
  const rows = types.flatMap((type) => (typeof type === 'string' && kindsByType[type]) || [])
  const isOne = contexts[0] === baseContext && types.includes('VerifiableCredential') && rows.length === 1
  return isOne && rows[0] ? rows[0] : refuseForm(credential, 'kind')
}

function partiesOf(claims: JsonObject, credential: number) {
  const issuer = textOf(claims.issuer) ?? textOf(objectOf(claims.issuer)?.id)
  const members = objectOf(claims.credentialSubject)
  const subject = textOf(members?.id)
  if (issuer === undefined) return refuseForm(credential, 'issuer')
  if (members === undefined || subject === undefined) return refuseForm(credential, 'subject')
  const { iss = issuer, sub = subject, jti = claims.id } = claims
  const agree = iss === issuer && sub === subject && jti === claims.id
  if (!agree || 'vc' in claims || 'vp' in claims) return refuseForm(credential, 'claims')
  return { issuer, subject, members }
}

function numberOf(members: JsonObject, { form, isGtin }: { form: RegExp; isGtin: boolean }): string | undefined {
  const value = textOf(members.licenseValue)
  if (value === undefined || !form.test(value)) return undefined
  if (!isGtin) return value
  return members.identificationKeyType === 'GTIN' ? gtin14Of(value) : undefined
}

function timesOf(claims: JsonObject, credential: number) {
  const from = [instantOf(claims.validFrom), secondsOf(claims.nbf)].filter((time) => time !== undefined)
  const until = [instantOf(claims.validUntil), secondsOf(claims.exp)].filter((time) => time !== undefined)
  if ([...from, ...until].some(Number.isNaN) || from.length === 0) return refuseForm(credential, 'times')
  return { valid_from: Math.max(...from), until: until.length > 0 ? Math.min(...until) : undefined }
}

/** Milliseconds of a date and time with a zone; NaN when it is there and none. @source XML Schema 1.1 part 2 §3.4.28 dateTimeStamp */
function instantOf(value: JsonValue | undefined): Milliseconds | undefined {
  if (value === undefined) return undefined
  const form = /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{1,9})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/
  const [, day] = (typeof value === 'string' && form.exec(value)) || []
  if (day === undefined) return Number.NaN
  const begin = Date.parse(`${day}T00:00:00Z`)
  const isOfCalendar = !Number.isNaN(begin) && new Date(begin).toISOString().startsWith(day)
  return isOfCalendar ? Date.parse(value as string) : Number.NaN
}

function secondsOf(value: JsonValue | undefined): Milliseconds | undefined {
  if (value === undefined) return undefined
  const isTime = typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= lastSecond
  return isTime ? value * 1000 : Number.NaN
}

function objectOf(value: JsonValue | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : []
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
