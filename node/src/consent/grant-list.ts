import type { Purpose } from '@symbolon/protocol/consent'
import type { Id, Words } from '@symbolon/protocol/kernel'
import type { Address, Statement } from '../kernel/index.ts'

export const grantStates = ['saved', 'upcoming', 'active', 'revoked', 'expired', 'erased', 'failed'] as const
export type GrantState = (typeof grantStates)[number]

export interface GrantListing {
  readonly party: Id<'party'>
  readonly side: 'given' | 'received'
  readonly state: GrantState | undefined
  readonly record: string | undefined
  readonly after: string | undefined
  readonly limit: number
  readonly now: number
}

export interface GrantRow {
  readonly grant: Id<'grant'>
  readonly state: GrantState
  readonly subject: Id<'party'>
  readonly grantee: Id<'party'>
  readonly name_en: string | null
  readonly name_el: string | null
  readonly purpose: Purpose
  readonly not_before: Date
  readonly until: Date
  readonly erase_by: Date | null
  readonly given_at: Date
  readonly ended_at: Date | null
  readonly receipt: Id<'receipt'>
  readonly records: Id<'record'>[]
  readonly terms: string | null
  readonly account: Address | null
  readonly week: number | null
  readonly hash: Buffer | null
  readonly r: Buffer | null
  readonly root: Buffer | null
  readonly path: Buffer[] | null
  readonly leaf_index: number | null
  readonly leaves: number | null
  readonly block: number | null
  readonly transaction: string | null
  /** Only of a single grant, and only for whoever gave it. */
  readonly delegate?: Id<'party'> | null
}

/** A grant as its delegate sees it. */
export type DelegationRow = Pick<
  GrantRow,
  'grant' | 'state' | 'subject' | 'grantee' | 'name_en' | 'name_el' | 'until' | 'ended_at' | 'hash'
> & { readonly delegate: Id<'party'>; readonly delegate_account: Address; readonly key: Buffer }

const columns = `g.grant, s.state, g.subject, g.grantee, p.name_en, p.name_el, g.purpose, g.not_before, g.until, g.erase_by,
  g.given_at, g.ended_at, g.receipt, g.terms, g.account, g.week, g.hash, g.r, g.root, g.path, g.leaf_index, g.leaves,
  g.block, g.transaction,
  array(select r.record from consent.grant_record r where r.grant = g.grant order by r.record) as records`

/** How a grant stands at an instant, in one word. */
const stateAt = (at: string) => `lateral (select case
    when g.ended_as is not null then g.ended_as
    when g.ends_at <= ${at} then 'expired'
    when g.state <> 'recorded' then g.state
    when g.not_before > ${at} then 'upcoming'
    else 'active' end as state) s`

/** Grants of one side, oldest first. */
export function listGrants(listing: GrantListing): Statement {
  const { party, side, state, record, after, limit, now } = listing
  return {
    name: `consent_list_grants_${side}`,
    text: `select ${columns} from consent.grant g cross join ${stateAt('$2')}
      left join identity.known_party p on p.party = g.grantee
      where g.${side === 'given' ? 'subject' : 'grantee'} = $1 and g.grant > $3
        and ($4::text is null or s.state = $4)
        and ($5::text is null or exists (
          select from consent.grant_record r where r.grant = g.grant and r.record = $5))
      order by g.grant limit $6`,
    values: [party, new Date(now), after ?? '', state ?? null, record ?? null, limit],
  }
}

/** One grant, for whoever gave or received it. */
export function findGrant(asked: { grant: string; party: Id<'party'>; now: number }): Statement {
  return {
    name: 'consent_find_grant',
    text: `select ${columns}, d.party as delegate from consent.grant g cross join ${stateAt('$3')}
      left join identity.known_party p on p.party = g.grantee
      left join consent.delegate d on d.grant = g.grant and d.block is not null and g.subject = $2
      where g.grant = $1 and (g.subject = $2 or g.grantee = $2)`,
    values: [asked.grant, asked.party, new Date(asked.now)],
  }
}

/** What a delegate needs to stop a grant, for that delegate. */
export function findDelegation(asked: { grant: Id<'grant'>; party: Id<'party'>; now: number }): Statement {
  return {
    name: 'consent_find_delegation',
    text: `select g.grant, s.state, g.subject, g.grantee, p.name_en, p.name_el, g.until, g.ended_at, g.hash,
        d.party as delegate, d.account as delegate_account, d.key
      from consent.delegate d join consent.grant g on g.grant = d.grant cross join ${stateAt('$3')}
      left join identity.known_party p on p.party = g.grantee
      where d.grant = $1 and d.party = $2 and d.block is not null`,
    values: [asked.grant, asked.party, new Date(asked.now)],
  }
}

/** The records' signatures under a root. */
export function findAuthorities(asked: { root: Buffer; records: readonly string[] }): Statement {
  return {
    name: 'consent_find_authorities',
    text: `select record, signer, signature from consent.authority where root = $1 and record = any($2) order by record`,
    values: [asked.root, asked.records],
  }
}

export interface AuthorityRow {
  readonly record: Id<'record'>
  readonly signer: Address
  readonly signature: string
}

/** The public name of an institution; persons have none. */
export function nameOf({ name_en, name_el }: { name_en: string | null; name_el: string | null }): Words | null {
  return name_en && name_el ? { en: name_en, el: name_el } : null
}
