import type { Address } from 'viem'
import { getAddress, isAddress } from 'viem/utils'
import { canonicalJson, type Id, type JsonValue, parseId, readJson, type Words } from '../kernel/index.ts'
import { checkDuoCodes, type DuoCode, duoError, parseDuoCode } from './duo-codes.ts'
import { consentErrors } from './errors.ts'
import { type GrantSelection, readSelection, tidySelection } from './grant-selection.ts'
import { instantOf, monthsAfter } from './instant.ts'
import { GRANT_MONTHS_MAX, RECORDS_PER_GRANT_MAX, TERMS_BYTES_MAX } from './limits.ts'
import { type Purpose, parsePurpose } from './purposes.ts'
import { StrictValue } from './strict-value.ts'

/** A record that a grant covers, in part or whole. */
export interface GrantedRecord {
  readonly record: Id<'record'>
  /** The token on the ledger: `0x` and 64 lower-case hexadecimal digits. */
  readonly token_id: string
}

/** What one person allows one party: signed by each record's own account, hashed with a salt onto the ledger. */
export interface GrantTerms {
  readonly v: 1
  readonly kind: 'symbolon/grant'
  readonly chain_id: number
  /** The Consents contract. */
  readonly consents: Address
  /** The grant's own one-time account. */
  readonly account: Address
  readonly grantee: Id<'party'>
  readonly grantee_address: Address
  /** Ascending by `record`. */
  readonly records: readonly GrantedRecord[]
  readonly what: GrantSelection
  readonly purpose: Purpose
  /** Conditions of research, ascending; present exactly when the purpose is HRESCH. */
  readonly duo?: readonly DuoCode[]
  /** The grant opens from this instant… */
  readonly not_before: string
  /** …and ends at this one, at most `GRANT_MONTHS_MAX` months after `given_at`. */
  readonly until: string
  /** By when the grantee erases what it holds; nothing opens after it. */
  readonly erase_by?: string
  readonly given_at: string
}

const reasons = {
  address: { en: 'an EIP-55 address is expected', el: 'αναμένεται διεύθυνση EIP-55' },
  spelling: { en: 'it is not in canonical form', el: 'δεν είναι σε κανονική μορφή' },
  size: { en: 'it is too long', el: 'είναι υπερβολικά μεγάλο' },
  backwards: { en: 'it ends before it begins', el: 'τελειώνει πριν αρχίσει' },
  long: { en: 'it is too long', el: 'είναι υπερβολικά μεγάλη' },
  erase: { en: 'the erase-by time is before the beginning', el: 'ο χρόνος διαγραφής είναι πριν από την αρχή' },
} as const satisfies Record<string, Words>

const required = [
  'v',
  'kind',
  'chain_id',
  'consents',
  'account',
  'grantee',
  'grantee_address',
  'records',
  'what',
  'purpose',
  'not_before',
  'until',
  'given_at',
] as const

/**
 * The only door from text to terms: canonical JSON, every field known, every set in order, every rule kept.
 * @param text the canonical form itself (RFC 8785)
 * @throws CONSENT_TERMS_INVALID, CONSENT_PERIOD_INVALID, CONSENT_PURPOSE_FORBIDDEN, CONSENT_PURPOSE_UNKNOWN,
 * CONSENT_DUO_INVALID, KERNEL_ID_INVALID, KERNEL_JSON_INVALID, KERNEL_JSON_REFUSED
 */
export function parseGrantTerms(text: string): GrantTerms {
  if (text.length > TERMS_BYTES_MAX) refuse({ pointer: '/', reason: reasons.size })
  const terms = readTerms(readJson(text))
  if (grantTermsText(terms) !== text) refuse({ pointer: '/', reason: reasons.spelling })
  return terms
}

/**
 * Terms of a grant from its parts: version and kind are added, sets are put in order, every rule is checked.
 * @throws as `parseGrantTerms`
 * @example buildGrantTerms({ chain_id, consents, account, grantee, grantee_address, records, what: { all: true }, purpose: 'TREAT', not_before, until, given_at })
 */
export function buildGrantTerms(parts: Omit<GrantTerms, 'v' | 'kind'>): GrantTerms {
  const { duo, ...rest } = parts
  const terms: GrantTerms = {
    ...rest,
    v: 1,
    kind: 'symbolon/grant',
    records: [...parts.records].sort((left, right) => (left.record < right.record ? -1 : 1)),
    what: tidySelection(parts.what),
    ...(duo?.length && { duo: [...duo].sort() }),
  }
  return parseGrantTerms(grantTermsText(terms))
}

/** The text that is signed and hashed. @source RFC 8785 */
export function grantTermsText(terms: GrantTerms): string {
  return canonicalJson(terms as unknown as JsonValue)
}

function readTerms(value: JsonValue): GrantTerms {
  const fields = new StrictValue(value, { pointer: '', refuse }).fields({ required, optional: ['duo', 'erase_by'] })
  const purpose = fields.purpose.parsed(parsePurpose)
  const duo = readDuo(purpose, fields.duo)
  const terms: GrantTerms = {
    v: fields.v.exactly(1),
    kind: fields.kind.exactly('symbolon/grant'),
    chain_id: fields.chain_id.count(),
    consents: readAddress(fields.consents),
    account: readAddress(fields.account),
    grantee: fields.grantee.parsed((text) => parseId('party', text)),
    grantee_address: readAddress(fields.grantee_address),
    records: fields.records.set({ max: RECORDS_PER_GRANT_MAX, read: readRecord, key: ({ record }) => record }),
    what: readSelection(fields.what),
    purpose,
    ...(duo && { duo }),
    not_before: instantOf(fields.not_before),
    until: instantOf(fields.until),
    ...(fields.erase_by && { erase_by: instantOf(fields.erase_by) }),
    given_at: instantOf(fields.given_at),
  }
  checkPeriod(terms)
  return terms
}

function readDuo(purpose: Purpose, value: StrictValue | undefined): DuoCode[] | undefined {
  if (purpose !== 'HRESCH' && value === undefined) return undefined
  if (purpose !== 'HRESCH') throw duoError('purpose')
  if (value === undefined) throw duoError('missing')
  const codes = value.set({ max: 16, read: (element) => element.parsed(parseDuoCode), key: (code) => code })
  checkDuoCodes(codes)
  return codes
}

function readRecord(value: StrictValue): GrantedRecord {
  const fields = value.fields({ required: ['record', 'token_id'] })
  return {
    record: fields.record.parsed((text) => parseId('record', text)),
    token_id: fields.token_id.text(/^0x[0-9a-f]{64}$/),
  }
}

function readAddress(value: StrictValue): Address {
  const { value: text } = value
  if (typeof text !== 'string' || !isAddress(text, { strict: false })) return value.refuse(reasons.address)
  return getAddress(text) === text ? text : value.refuse(reasons.address)
}

function checkPeriod({ given_at, not_before, until, erase_by }: GrantTerms): void {
  const months = GRANT_MONTHS_MAX
  if (until <= not_before || until <= given_at)
    throw consentErrors.CONSENT_PERIOD_INVALID({ reason: reasons.backwards, months })
  if (Date.parse(until) > monthsAfter(Date.parse(given_at), months))
    throw consentErrors.CONSENT_PERIOD_INVALID({ reason: reasons.long, months })
  if (erase_by && erase_by <= not_before) throw consentErrors.CONSENT_PERIOD_INVALID({ reason: reasons.erase, months })
}

function refuse(at: { pointer: string; reason: Words }): never {
  throw consentErrors.CONSENT_TERMS_INVALID(at)
}
