import {
  type DuoCode,
  type GrantSelection,
  type GrantTerms,
  type Purpose,
  parseGrantTerms,
} from '@symbolon/protocol/consent'
import type { Hex, Id, Words } from '@symbolon/protocol/kernel'
import type { Address } from 'viem'
import { askSigned } from '../identity/index.ts'
import { type Client, type Page, type PageRequest, queryOf } from '../kernel/index.ts'
/** How a grant stands now: on its way to the ledger, not yet begun, opening, or ended and why. */
export type GrantState = 'saved' | 'upcoming' | 'active' | 'revoked' | 'expired' | 'erased' | 'failed'

/** A grant as its giver or its grantee sees it. */
export interface GrantSummary {
  readonly grant: Id<'grant'>
  readonly state: GrantState
  /** The patient. */
  readonly subject: Id<'party'>
  /** Institutions have a public name, persons none. */
  readonly grantee: { readonly party: Id<'party'>; readonly name: Words | null }
  readonly purpose: Purpose
  readonly duo?: readonly DuoCode[]
  /** Null once everything that it covered was erased. */
  readonly what: GrantSelection | null
  readonly records: readonly Id<'record'>[]
  /** ISO instants. */
  readonly not_before: string
  readonly until: string
  readonly erase_by?: string
  readonly given_at: string
  readonly ended_at?: string
  readonly receipt: Id<'receipt'>
  readonly block: number | null
  readonly transaction: Hex | null
}

/** A grant with what was signed. */
export interface GrantDetail extends GrantSummary {
  /** Canonical text of the terms; null once the grant has been destroyed. */
  readonly terms: string | null
  /** Base64url of the salt under the hash. */
  readonly r: string | null
  /** What the ledger holds of it. */
  readonly hash: Hex | null
  readonly account: Address | null
  readonly week: number | null
  /** Who may stop it as well; told to whoever gave it. */
  readonly delegate?: Id<'party'> | null
  /** What each record's account signed, and where the terms stand under it; null once it has been destroyed. */
  readonly authority: {
    readonly root: Hex
    readonly path: readonly Hex[]
    readonly index: number
    readonly size: number
    readonly signatures: readonly { readonly record: Id<'record'>; readonly signature: Hex }[]
  } | null
}

/** Which grants to list. */
export interface GrantListing extends PageRequest {
  /** Given by oneself or received from others. */
  readonly side: 'given' | 'received'
  readonly state?: GrantState
  /** Only grants that name this record. */
  readonly record?: string
}

/** Grants that one gave or received, one page. */
export async function listGrants(client: Client, asking: GrantListing): Promise<Page<GrantSummary>> {
  const { side, state, record, limit, after } = asking
  const path = `/v1/grants${queryOf({ side, state, record, limit, after })}`
  return await askSigned<Page<GrantSummary>>(client, { method: 'GET', path })
}

/** One grant with its terms. @throws CONSENT_GRANT_UNKNOWN */
export async function getGrant(client: Client, asking: { readonly grant: string }): Promise<GrantDetail> {
  const path = `/v1/grants/${encodeURIComponent(asking.grant)}`
  return await askSigned<GrantDetail>(client, { method: 'GET', path })
}

/** The terms of a grant, read strictly; nothing when they are gone. @throws CONSENT_TERMS_INVALID */
export function termsOf(grant: GrantDetail): GrantTerms | undefined {
  return grant.terms === null ? undefined : parseGrantTerms(grant.terms)
}
