import { compactVerify, importJWK } from 'jose'
import type { Milliseconds } from '../../kernel/index.ts'
import { medicinesErrors } from '../errors.ts'
import { type LicenceCredential, readLicenceCredential } from './licence-credential.ts'
import { chainFaults } from './licence-faults.ts'
import { keyOfDid, type LicenceKey } from './licence-key.ts'
import type { LicenceRoot } from './licence-root.ts'
import { accountOfDid, type LicensedAccount } from './licensed-account.ts'
import { isUnderPrefix, isUnderPrefix8, type LicensedNumber } from './licensed-number.ts'
import { readSignedCredential, refuseForm } from './signed-credential.ts'

/** Credentials of one chain; GS1's have two: a prefix to a member organisation, a company prefix to a company. */
export const LICENCE_CHAIN_MAX = 4

/** A chain of licences and what to hold it against. */
export interface LicenceChain {
  /** Compact JSON web signatures, the one that a root issued first. */
  readonly chain: readonly string[]
  readonly roots: readonly LicenceRoot[]
  readonly now: Milliseconds
}

/** A right to numbers that has been proved up to a root. */
export interface Licence {
  readonly number: LicensedNumber
  /** Who holds it. */
  readonly account: LicensedAccount
  /** When the first credential of the chain expires. */
  readonly until: Milliseconds
  /** The key that signed the last credential: the one that a ledger has to trust. */
  readonly issuer_key: LicenceKey
  /** The root that it was proved up to; whoever shows the licence shows this with it. */
  readonly root: LicenceRoot
}

/**
 * The right that a chain of GS1 licence credentials proves at this time: each one signed with ES256 by whom the one above
 * licensed, its number inside of the one above, the first by a root, the last to an account of a ledger. Nothing is fetched.
 * @throws MEDICINES_LICENCE_MALFORMED, MEDICINES_LICENCE_SIGNATURE_INVALID, MEDICINES_LICENCE_ROOT_UNKNOWN,
 * MEDICINES_LICENCE_CHAIN_BROKEN, MEDICINES_LICENCE_NUMBER_OUTSIDE, MEDICINES_LICENCE_EXPIRED,
 * MEDICINES_LICENCE_NOT_YET_VALID, MEDICINES_LICENCE_STATUS_UNKNOWN
 * @source gs1/GS1DigitalLicenses; W3C Securing Verifiable Credentials using JOSE and COSE §3.1
 */
export async function verifyLicenceChain({ chain, roots, now }: LicenceChain): Promise<Licence> {
  if (chain.length === 0 || chain.length > LICENCE_CHAIN_MAX) refuseForm(chain.length, 'length')
  let above: LicenceCredential | undefined
  let issuer_key: LicenceKey | undefined
  let root: LicenceRoot | undefined
  let until = Number.POSITIVE_INFINITY
  for (const [index, jwt] of chain.entries()) {
    const place = index + 1
    const signed = readSignedCredential(jwt, place)
    const read = readLicenceCredential(signed, place)
    root ??= rootOf(read, roots)
    issuer_key = above ? keyBelow(above, { read, place }) : root.key
    await verifySignature(jwt, { key: issuer_key, place })
    requireInside(above, { read, place, root })
    requireTime(read, { now, place })
    until = Math.min(until, read.until ?? Number.POSITIVE_INFINITY)
    above = read
  }
  if (!above || !root || !issuer_key) return refuseForm(chain.length, 'length')
  return { ...licenceOf(above, chain.length), until, issuer_key, root }
}

interface Placed {
  readonly read: LicenceCredential
  readonly place: number
}

function rootOf({ issuer }: LicenceCredential, roots: readonly LicenceRoot[]): LicenceRoot {
  const root = roots.find(({ did }) => did === issuer)
  if (!root) throw medicinesErrors.MEDICINES_LICENCE_ROOT_UNKNOWN()
  return root
}

function keyBelow(above: LicenceCredential, { read, place }: Placed): LicenceKey {
  const refuse = (fault: keyof typeof chainFaults) =>
    medicinesErrors.MEDICINES_LICENCE_CHAIN_BROKEN({ credential: place, reason: chainFaults[fault] })
  if (read.issuer !== above.subject) throw refuse('issuer')
  if (!read.under.includes(above.kind)) throw refuse('order')
  if (above.id === undefined || read.extends_id !== above.id) throw refuse('link')
  const key = keyOfDid(above.subject)
  if (!key) throw refuse('key')
  return key
}

async function verifySignature(jwt: string, { key, place }: { key: LicenceKey; place: number }): Promise<void> {
  try {
    await compactVerify(jwt, await importJWK({ ...key }, 'ES256'), { algorithms: ['ES256'] })
  } catch (cause) {
    throw medicinesErrors.MEDICINES_LICENCE_SIGNATURE_INVALID({ credential: place }, { cause })
  }
}

function requireInside(above: LicenceCredential | undefined, { read, place, root }: Placed & { root: LicenceRoot }) {
  const prefixes = above ? [above] : root.prefixes?.map((value) => ({ kind: 'prefix' as const, value }))
  if (prefixes?.some((prefix) => isInside(prefix, read)) === false) {
    throw medicinesErrors.MEDICINES_LICENCE_NUMBER_OUTSIDE({ credential: place })
  }
}

function isInside(
  above: Pick<LicenceCredential, 'kind' | 'value'>,
  { kind, value }: Pick<LicenceCredential, 'kind' | 'value'>,
): boolean {
  if (kind !== 'gtin') return (kind === 'prefix8') === (above.kind === 'prefix8') && value.startsWith(above.value)
  const isUnder = above.kind === 'prefix8' ? isUnderPrefix8 : isUnderPrefix
  return isUnder({ gtin: value, prefix: above.value })
}

function requireTime({ valid_from, until }: LicenceCredential, { now, place }: { now: Milliseconds; place: number }) {
  const told = (time: Milliseconds) => new Date(time).toISOString()
  if (now < valid_from) {
    throw medicinesErrors.MEDICINES_LICENCE_NOT_YET_VALID({ credential: place, valid_from: told(valid_from) })
  }
  if (until !== undefined && now >= until) {
    throw medicinesErrors.MEDICINES_LICENCE_EXPIRED({ credential: place, expired_at: told(until) })
  }
}

function licenceOf({ kind, value, subject, until }: LicenceCredential, place: number) {
  if (kind !== 'company_prefix' && kind !== 'gtin') {
    throw medicinesErrors.MEDICINES_LICENCE_CHAIN_BROKEN({ credential: place, reason: chainFaults.order })
  }
  if (until === undefined) return refuseForm(place, 'times')
  const number: LicensedNumber = kind === 'gtin' ? { kind, gtin: value } : { kind: 'prefix', prefix: value }
  return { number, account: accountOfDid(subject) ?? refuseForm(place, 'account') }
}
