import {
  consentErrors,
  type GrantTerms,
  grantAuthorityIntent,
  grantCommitment,
  grantHash,
  parseGrantTerms,
  rolesFor,
  verifyAuthorityPath,
} from '@symbolon/protocol/consent'
import {
  equalBytes,
  fromBase64Url,
  fromHex,
  type Hex,
  type Id,
  sha256,
  toHex,
  weekAfter,
} from '@symbolon/protocol/kernel'
import { recoverTypedDataAddress } from 'viem/utils'
import type { Address, Database, Ledger } from '../kernel/index.ts'
import type { CapsuleBody } from './capsules.ts'
import type { Giving } from './grant-schemas.ts'
import { findParties } from './parties.ts'
import type { OwnedRecord, RecordOwners } from './ports.ts'

/** One grant whose every claim was checked, ready to be stored. */
export interface CheckedGrant {
  readonly grant: Id<'grant'>
  readonly terms: GrantTerms
  readonly termsText: string
  readonly r: Uint8Array
  /** What is registered on the ledger, and the name it is registered under. */
  readonly commitment: Uint8Array
  readonly hash: Uint8Array
  readonly week: number
  readonly ends_at: string
  readonly root: Uint8Array
  readonly path: readonly Uint8Array[]
  readonly leaf_index: number
  readonly leaves: number
  readonly header: Uint8Array
  readonly body: string
}

export interface CheckedAuthority {
  readonly root: Uint8Array
  readonly record: Id<'record'>
  readonly signer: Address
  readonly signature: Hex
}

export interface CheckedGiving {
  readonly grants: readonly CheckedGrant[]
  readonly authorities: readonly CheckedAuthority[]
  readonly bodies: readonly CapsuleBody[]
}

interface Asker {
  readonly ledger: Ledger
  readonly database: Database
  readonly owners: RecordOwners
  readonly subject: Id<'party'>
  readonly now: number
}

/** Minutes that the clocks of the giver and of this node may differ, and hours that a bulk may take to arrive. */
const clock_minutes = 5
const arrival_hours = 24

/**
 * Everything in the request is what the patient allowed: terms of this ledger and of now, salted hash, each record's own
 * signature, a registered grantee in the role the purpose needs, sealed bodies under their digests.
 * @throws the first CONSENT_… that is not so
 */
export async function checkGiving(asker: Asker, request: Giving): Promise<CheckedGiving> {
  const bodies = request.bodies.map(checkBody)
  const held = new Set(bodies.map(({ digest }) => digest))
  const read = request.grants.map((grant) => readGrant(asker, grant))
  for (const { grant, body } of read) if (!held.has(body)) throw consentErrors.CONSENT_CAPSULE_INVALID({ grant })
  const records = [...new Set(read.flatMap(({ terms }) => terms.records.map(({ record }) => record)))]
  const owned = await asker.owners.owners(records)
  for (const { terms } of read) checkRecords(terms, { owned, subject: asker.subject })
  const authorities = await checkAuthorities(asker, { request, owned })
  const grants = read.map((grant) => underRoot(grant, authorities))
  await checkGrantees(
    asker,
    read.map(({ terms }) => terms),
  )
  return { grants, authorities, bodies }
}

function checkBody({ digest, ciphertext }: Giving['bodies'][number]): CapsuleBody {
  const bytes = fromBase64Url(ciphertext)
  if (toHex(sha256(bytes)) !== `0x${digest}`) throw consentErrors.CONSENT_CAPSULE_INVALID()
  return { digest, ciphertext: bytes }
}

type ReadGrant = Omit<CheckedGrant, 'root'>

function readGrant({ ledger, now }: Asker, request: Giving['grants'][number]): ReadGrant {
  const terms = parseGrantTerms(request.terms)
  const r = fromBase64Url(request.r)
  if (terms.chain_id !== ledger.chainId || terms.consents !== ledger.address('Consents'))
    throw consentErrors.CONSENT_OTHER_LEDGER()
  if (terms.account.toLowerCase() !== request.account.toLowerCase() || r.length !== 64)
    throw consentErrors.CONSENT_TERMS_INVALID({ pointer: '/account', reason: reasons.account })
  checkTimes(terms, now)
  return {
    grant: request.grant as Id<'grant'>,
    terms,
    termsText: request.terms,
    r,
    commitment: grantCommitment({ r, terms }),
    hash: grantHash({ r, terms }),
    week: weekAfter(Date.parse(terms.until)),
    ends_at: terms.erase_by !== undefined && terms.erase_by < terms.until ? terms.erase_by : terms.until,
    path: request.path.map(fromHex),
    leaf_index: request.index,
    leaves: request.size,
    header: fromBase64Url(request.header),
    body: request.body,
  }
}

const reasons = {
  account: { en: 'the account is not the one that was announced', el: 'ο λογαριασμός δεν είναι αυτός που αναγγέλθηκε' },
  past: { en: 'it has already ended', el: 'έχει ήδη λήξει' },
  given: { en: 'it was not given now', el: 'δεν δόθηκε τώρα' },
} as const

function checkTimes({ given_at, until }: GrantTerms, now: number): void {
  const given = Date.parse(given_at)
  const late = given < now - arrival_hours * 3_600_000
  if (late || given > now + clock_minutes * 60_000)
    throw consentErrors.CONSENT_PERIOD_INVALID({ reason: reasons.given, months: 12 })
  if (Date.parse(until) <= now) throw consentErrors.CONSENT_PERIOD_INVALID({ reason: reasons.past, months: 12 })
}

/** A record that does not exist and one of somebody else look the same. */
function checkRecords(
  { records }: GrantTerms,
  { owned, subject }: { owned: ReadonlyMap<Id<'record'>, OwnedRecord>; subject: Id<'party'> },
): void {
  for (const { record, token_id } of records) {
    const own = owned.get(record)
    if (own?.party !== subject || own.token_id !== token_id) throw consentErrors.CONSENT_RECORD_NOT_YOURS({ record })
  }
}

async function checkAuthorities(
  { ledger }: Asker,
  { request, owned }: { request: Giving; owned: ReadonlyMap<Id<'record'>, OwnedRecord> },
): Promise<CheckedAuthority[]> {
  const place = { chainId: ledger.chainId, verifyingContract: ledger.address('Consents') }
  return Promise.all(
    request.record_authorities.map(async (authority) => {
      const record = authority.record as Id<'record'>
      const signature = authority.signature as Hex
      const intent = grantAuthorityIntent({ ...place, grants: authority.root as Hex })
      const signer = await recoverTypedDataAddress({ ...intent, signature }).catch(() => undefined)
      if (signer === undefined || signer !== owned.get(record)?.owner)
        throw consentErrors.CONSENT_AUTHORITY_INVALID({ record })
      return { record, root: fromHex(authority.root), signer, signature }
    }),
  )
}

/** The grant stands under one root that every record of it signed. */
function underRoot(grant: ReadGrant, authorities: readonly CheckedAuthority[]): CheckedGrant {
  const [first] = grant.terms.records
  const roots = authorities.filter(({ record }) => record === first?.record).map(({ root }) => root)
  const root = roots.find((candidate) => standsUnder(grant, candidate))
  if (!root) throw consentErrors.CONSENT_AUTHORITY_INVALID({ record: first?.record })
  for (const { record } of grant.terms.records) {
    const signed = authorities.some((one) => one.record === record && equalBytes(one.root, root))
    if (!signed) throw consentErrors.CONSENT_AUTHORITY_INVALID({ record })
  }
  return { ...grant, root }
}

function standsUnder({ hash, path, leaf_index, leaves }: ReadGrant, root: Uint8Array): boolean {
  return verifyAuthorityPath({ root, hash, index: leaf_index, size: leaves, path })
}

async function checkGrantees({ database, now }: Asker, all: readonly GrantTerms[]): Promise<void> {
  const parties = await findParties(database, { parties: all.map(({ grantee }) => grantee), now })
  for (const { grantee, grantee_address, purpose } of all) {
    const party = parties.get(grantee)
    if (party?.address !== grantee_address) throw consentErrors.CONSENT_GRANTEE_UNKNOWN()
    const roles = rolesFor(purpose)
    if (roles.length > 0 && !roles.some((role) => party.roles.includes(role)))
      throw consentErrors.CONSENT_ROLE_MISSING({ roles })
  }
}
