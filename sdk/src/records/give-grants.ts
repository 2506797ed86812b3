import {
  authorityPaths,
  authorityRoot,
  buildGrantTerms,
  type DuoCode,
  GRANT_SALT_BYTES,
  GRANTS_AT_ONCE_MAX,
  GRANTS_PER_REQUEST_MAX,
  type GrantSelection,
  grantAuthorityIntent,
  grantHash,
  grantTermsText,
  type Purpose,
  type SaltedTerms,
} from '@symbolon/protocol/consent'
import { grantAccount, recordAccount } from '@symbolon/protocol/identity'
import { type Hex, type Id, newId, toBase64Url, toHex } from '@symbolon/protocol/kernel'
import { type CapsuleBody, parseRecipient, sealCapsuleBody, wrapCapsule } from '@symbolon/protocol/vault'
import { askSigned, type Party, provedRecipient } from '../identity/index.ts'
import { type Client, getNetwork, rootOf, sdkErrors } from '../kernel/index.ts'
import { allRecords, getRecord } from './records.ts'
import { capsuleRecordsOf, countByCategory, type Selected, selectFrom } from './select-entries.ts'
/** Who may see what, why and until when. */
export interface GrantGiving {
  /** 1 to 1,000 parties, as `getParty` answers them. */
  readonly to: readonly Party[]
  /** Records to choose from; all of one's own when absent. */
  readonly records?: readonly string[]
  readonly what: GrantSelection
  readonly purpose: Purpose
  /** Conditions of research; with HRESCH only. */
  readonly duo?: readonly DuoCode[]
  /** Milliseconds since 1970; now when absent. */
  readonly notBefore?: number
  /** Milliseconds since 1970, at most twelve months away. */
  readonly until: number
  readonly eraseBy?: number
  /** Called after each request with the number of grants that are given so far. */
  readonly onGiven?: (count: number) => void
}

/** A grant that was given. */
export interface GivenGrant {
  readonly grant: Id<'grant'>
  readonly grantee: Id<'party'>
  readonly state: 'recorded' | 'saved'
  readonly receipt: Id<'receipt'>
  readonly block: number | null
  readonly transaction: Hex | null
}

/** What grants cover, for a person to look at before and after. */
export interface GrantCoverage {
  readonly records: number
  readonly entries: number
  /** Entries of the records that were chosen from. */
  readonly of: number
  readonly by_category: Readonly<Record<string, number>>
  readonly grantees: number
}

/**
 * Each party may open the chosen entries for the purpose until the instant. One sealed body serves all of them; every
 * record signs once, however many parties there are.
 * @throws SDK_SELECTION_EMPTY, SDK_PARTIES_TOO_MANY, CONSENT_PERIOD_INVALID, CONSENT_ROLE_MISSING, SDK_NODE_UNTRUE
 * @example await giveGrants(eleni, { to: [hospital], what: { categories: ['tests'] }, purpose: 'TREAT', until })
 */
export async function giveGrants(
  client: Client,
  giving: GrantGiving,
): Promise<{ readonly grants: readonly GivenGrant[]; readonly coverage: GrantCoverage }> {
  const { selected, coverage } = await prepare(client, giving)
  const capsule = sealCapsuleBody({ records: capsuleRecordsOf(selected), random: client.random })
  const drafts = await draftGrants(client, { giving, selected })
  const hashes = drafts.map(grantHash)
  const root = authorityRoot(hashes)
  const paths = authorityPaths(hashes)
  const record_authorities = await signAuthorities(client, { selected, root })
  const grants = drafts.map((draft, index) => ({
    ...sealDraft(client, { draft, capsule }),
    path: (paths[index] ?? []).map(toHex),
    index,
    size: drafts.length,
  }))
  const given: GivenGrant[] = []
  for (let at = 0; at < grants.length; at += GRANTS_PER_REQUEST_MAX) {
    const chunk = grants.slice(at, at + GRANTS_PER_REQUEST_MAX)
    const answer = await postGrants(client, { capsule, record_authorities, grants: chunk })
    given.push(...answer.grants.map((grant, i) => ({ ...grant, grantee: (drafts[at + i] as Draft).terms.grantee })))
    giving.onGiven?.(given.length)
  }
  return { grants: given, coverage }
}

/** What `giveGrants` would let the parties see; nothing is sent and nothing is sealed. */
export async function simulateGiveGrants(client: Client, giving: GrantGiving): Promise<GrantCoverage> {
  const { selected, coverage } = await prepare(client, giving)
  await draftGrants(client, { giving, selected })
  return coverage
}

interface Draft extends SaltedTerms {
  readonly grant: Id<'grant'>
  readonly party: Party
}

async function prepare(
  client: Client,
  giving: GrantGiving,
): Promise<{ selected: Selected[]; coverage: GrantCoverage }> {
  const count = giving.to.length
  if (count > GRANTS_AT_ONCE_MAX) throw sdkErrors.SDK_PARTIES_TOO_MANY({ max: GRANTS_AT_ONCE_MAX, count })
  const ids = giving.records ?? (await allRecords(client)).map(({ record }) => record)
  const opened = await Promise.all(ids.map((record) => getRecord(client, { record })))
  const selected = selectFrom(opened, giving.what)
  if (selected.length === 0) throw sdkErrors.SDK_SELECTION_EMPTY()
  const coverage = {
    records: selected.length,
    entries: selected.reduce((sum, { entries }) => sum + entries.length, 0),
    of: opened.reduce((sum, { manifest }) => sum + manifest.entries.length, 0),
    by_category: countByCategory(selected),
    grantees: count,
  }
  return { selected, coverage }
}

async function draftGrants(
  client: Client,
  of: { giving: GrantGiving; selected: readonly Selected[] },
): Promise<Draft[]> {
  const { chain_id, contracts } = await getNetwork(client)
  const root = await rootOf(client)
  const now = client.clock.now()
  const { giving } = of
  const records = of.selected.map(({ opened }) => ({
    record: opened.manifest.record,
    token_id: opened.manifest.token_id,
  }))
  return giving.to.map((party) => {
    const grant = newId('grant', now, client.random(10))
    const terms = buildGrantTerms({
      chain_id,
      consents: contracts.consents,
      account: grantAccount(root, grant).address,
      grantee: party.party,
      grantee_address: party.address,
      records,
      what: giving.what,
      purpose: giving.purpose,
      ...(giving.duo !== undefined && { duo: giving.duo }),
      not_before: instantText(giving.notBefore ?? now),
      until: instantText(giving.until),
      ...(giving.eraseBy !== undefined && { erase_by: instantText(giving.eraseBy) }),
      given_at: instantText(now),
    })
    return { grant, terms, r: client.random(GRANT_SALT_BYTES), party }
  })
}

function sealDraft(client: Client, of: { draft: Draft; capsule: CapsuleBody }) {
  const { grant, terms, r, party } = of.draft
  const recipient = parseRecipient(provedRecipient(party))
  return {
    grant,
    terms: grantTermsText(terms),
    r: toBase64Url(r),
    account: terms.account,
    header: toBase64Url(wrapCapsule({ fileKey: of.capsule.fileKey, recipient, random: client.random })),
    body: of.capsule.digest,
  }
}

async function signAuthorities(client: Client, of: { selected: readonly Selected[]; root: Uint8Array }) {
  const { chain_id, contracts } = await getNetwork(client)
  const root = toHex(of.root)
  const intent = grantAuthorityIntent({ chainId: chain_id, verifyingContract: contracts.consents, grants: root })
  return await Promise.all(
    of.selected.map(async ({ opened }) => {
      const { record } = opened.manifest
      return { record, root, signature: await recordAccount(await rootOf(client), record).signTypedData(intent) }
    }),
  )
}

async function postGrants(
  client: Client,
  of: { capsule: CapsuleBody; record_authorities: readonly unknown[]; grants: readonly { grant: string }[] },
): Promise<{ grants: readonly Omit<GivenGrant, 'grantee'>[] }> {
  const { capsule, ...rest } = of
  const bodies = [{ digest: capsule.digest, ciphertext: toBase64Url(capsule.body) }]
  const idempotencyKey = of.grants[0]?.grant ?? ''
  return await askSigned(client, { method: 'POST', path: '/v1/grants', body: { bodies, ...rest }, idempotencyKey })
}

function instantText(instant: number): string {
  return new Date(instant).toISOString()
}
