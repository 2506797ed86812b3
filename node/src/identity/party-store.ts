import type { PartyKind, PartyProfile, PartyRecipient, Role } from '@symbolon/protocol/identity'
import { type Hex, type Id, newId } from '@symbolon/protocol/kernel'
import type { Address, NodeContext, Queries } from '../kernel/index.ts'

/** A party with the roles that it holds now. */
export interface PartyRow {
  readonly party: Id<'party'>
  readonly address: Address
  readonly kind: PartyKind
  readonly recipient: PartyRecipient
  readonly handle: string | null
  readonly name_el: string | null
  readonly name_en: string | null
  readonly endpoint: string | null
  readonly country: string | null
  readonly profile: Hex | null
  readonly roles: readonly { readonly role: Role; readonly until: string }[]
}

/** Parties in the database. Everything but `ofAccount` sees only those that the ledger vouches for, and persons. */
export interface PartyStore {
  byId(party: Id<'party'>): Promise<PartyRow | undefined>
  institution(by: { readonly handle: string } | { readonly address: Address }): Promise<PartyRow | undefined>
  institutions(page: { kind: PartyKind | undefined; after: string | undefined; limit: number }): Promise<PartyRow[]>
  /** What an account has said of itself, whether or not the ledger has it yet. */
  ofAccount(address: Address): Promise<{ party: Id<'party'>; kind: PartyKind; profile: Hex | null } | undefined>
  savePerson(person: { address: Address; recipient: PartyRecipient }): Promise<void>
  saveInstitution(queries: Queries, institution: SignedProfile): Promise<void>
  /** The profile that an institution is known by as soon as the ledger vouches for it. */
  saveSignedProfile(queries: Queries, institution: SignedProfile): Promise<void>
}

export interface SignedProfile {
  readonly address: Address
  readonly profile: PartyProfile
  readonly digest: Hex
}

export function createPartyStore({ database, clock, random }: NodeContext): PartyStore {
  const now = () => new Date(clock.now())
  const newParty = () => newId('party', clock.now(), random(10))
  const one = async (name: keyof typeof findSql, value: string): Promise<PartyRow | undefined> => {
    return (await database.query<PartyRow>({ ...findSql[name], values: [value, now()] }))[0]
  }
  return {
    byId: (party) => one('party', party),
    institution: (by) => ('handle' in by ? one('handle', by.handle) : one('address', by.address)),
    institutions: ({ kind, after, limit }) =>
      database.query<PartyRow>({ ...listSql, values: [now(), kind ?? null, after ?? '', limit] }),
    async ofAccount(address) {
      return (
        await database.query<{ party: Id<'party'>; kind: PartyKind; profile: Hex | null }>({
          ...accountSql,
          values: [address],
        })
      )[0]
    },
    async savePerson({ address, recipient }) {
      await database.query({ ...personSql, values: [newParty(), address, recipient, now()] })
    },
    async saveInstitution(queries, { address, profile, digest }) {
      const { kind, recipient, handle, name, endpoint = null, country = null } = profile
      const said = [kind, recipient, handle, name.el, name.en, endpoint, country, digest]
      await queries.query({ ...institutionSql, values: [newParty(), address, ...said, now()] })
    },
    async saveSignedProfile(queries, { address, profile, digest }) {
      const { recipient, name, endpoint = null, country = null } = profile
      const values = [address, digest, recipient, name.el, name.en, endpoint, country, now()]
      await queries.query({ ...signedProfileSql, values })
    },
  }
}

const columns = `party.party, party.address, party.kind, party.recipient, party.handle, party.name_el, party.name_en,
  party.endpoint, party.country, party.profile, coalesce((
    select json_agg(json_build_object('role', role, 'until', until) order by role)
    from identity.held_role where held_role.party = party.party and held_role.until > $AT
  ), '[]') as roles`

const columnsAt = (parameter: string) => columns.replace('$AT', parameter)
const institutions = "party.kind <> 'person'"

const findSql = {
  party: {
    name: 'identity_party_by_id',
    text: `select ${columnsAt('$2')} from identity.known_party as party where party.party = $1`,
  },
  handle: {
    name: 'identity_party_by_handle',
    text: `select ${columnsAt('$2')} from identity.known_party as party where party.handle = $1 and ${institutions}`,
  },
  address: {
    name: 'identity_party_by_address',
    text: `select ${columnsAt('$2')} from identity.known_party as party where party.address = $1 and ${institutions}`,
  },
}
const listSql = {
  name: 'identity_party_list',
  text: `select ${columnsAt('$1')} from identity.known_party as party
    where ${institutions} and ($2::text is null or party.kind = $2) and party.handle > $3
    order by party.handle limit $4`,
}
const accountSql = {
  name: 'identity_party_of_account',
  text: 'select party, kind, profile from identity.party where address = $1',
}
const personSql = {
  name: 'identity_person_save',
  text: `insert into identity.party (party, address, kind, recipient, created_at) values ($1, $2, 'person', $3, $4)
    on conflict (address) do nothing`,
}
const institutionSql = {
  name: 'identity_institution_save',
  text: `insert into identity.party
      (party, address, kind, recipient, handle, name_el, name_en, endpoint, country, profile, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    on conflict (address) do update set kind = excluded.kind, recipient = excluded.recipient, handle = excluded.handle,
      name_el = excluded.name_el, name_en = excluded.name_en, endpoint = excluded.endpoint, country = excluded.country,
      profile = excluded.profile
    where party.kind <> 'person'`,
}
const signedProfileSql = {
  name: 'identity_signed_profile_save',
  text: `insert into identity.signed_profile (address, profile, recipient, name_el, name_en, endpoint, country,
      signed_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict (address, profile) do update set signed_at = excluded.signed_at`,
}
