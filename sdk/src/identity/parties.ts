import type { InstitutionKind, PartyKind, Role } from '@symbolon/protocol/identity'
import type { Hex, Id, Words } from '@symbolon/protocol/kernel'
import type { Address } from 'viem'
import { type Client, type Page, type PageRequest, queryOf, sendForJson } from '../kernel/index.ts'
import { askSigned } from './sign-in.ts'
/** A role that a party holds and until when (ISO instant). */
export interface HeldRole {
  readonly role: Role
  readonly until: string
}

/** What a node tells of a person or institution. Persons have neither handle nor name. */
export interface Party {
  readonly party: Id<'party'>
  readonly kind: PartyKind
  readonly address: Address
  /** `age1pq1…` */
  readonly recipient: string
  readonly handle?: string | null
  readonly name?: Words | null
  /** Where an institution's own node answers. */
  readonly endpoint?: string | null
  /** ISO 3166-1 alpha-2. */
  readonly country?: string | null
  readonly profile_digest?: Hex | null
  readonly roles?: readonly HeldRole[]
  /** True when the node itself holds the institution's keys. */
  readonly hosted?: boolean
}

/**
 * The party with an identifier, handle or address.
 * @param asking.party `pty_…`, a handle such as `hospital-a`, or a 0x address; persons only by `pty_…`
 * @throws IDENTITY_PARTY_UNKNOWN
 */
export async function getParty(client: Client, asking: { readonly party: string }): Promise<Party> {
  const path = `/v1/parties/${encodeURIComponent(asking.party)}`
  return await askPublic<Party>(client, path)
}

/** Institutions that are registered with the node, one page. */
export async function listParties(
  client: Client,
  asking: PageRequest & { readonly kind?: InstitutionKind } = {},
): Promise<Page<Party>> {
  const { kind, limit, after } = asking
  return await askPublic<Page<Party>>(client, `/v1/parties${queryOf({ kind, limit, after })}`)
}

/** The party of the signed-in account. @throws IDENTITY_PARTY_MISSING */
export async function getOwnParty(client: Client): Promise<Party> {
  return await askSigned<Party>(client, { method: 'GET', path: '/v1/parties/me' })
}

// Who has keys asks under their own name, so that limits count for them and not for their whole network.
async function askPublic<Answer>(client: Client, path: string): Promise<Answer> {
  if (client.root === undefined) return await sendForJson<Answer>(client, { method: 'GET', path })
  return await askSigned<Answer>(client, { method: 'GET', path })
}
