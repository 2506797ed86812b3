import type { Role } from '@symbolon/protocol/identity'
import type { Id, Words } from '@symbolon/protocol/kernel'
import type { Address, Queries } from '../kernel/index.ts'

export interface KnownParty {
  readonly party: Id<'party'>
  readonly address: Address
  /** Institutions have a public name, persons none. */
  readonly name: Words | null
  readonly roles: readonly Role[]
}

interface PartyNameRow {
  readonly party: Id<'party'>
  readonly address: Address
  readonly name_en: string | null
  readonly name_el: string | null
  readonly roles: Role[]
}

/** Those of the parties that are registered, with the roles that they hold at the instant. */
export async function findParties(
  queries: Queries,
  { parties, now }: { parties: readonly Id<'party'>[]; now: number },
): Promise<ReadonlyMap<Id<'party'>, KnownParty>> {
  if (parties.length === 0) return new Map()
  const rows = await queries.query<PartyNameRow>({
    name: 'consent_find_parties',
    text: `select p.party, p.address, p.name_en, p.name_el,
        array(select role from identity.held_role h where h.party = p.party and h.until > $2) as roles
      from identity.known_party p where p.party = any($1)`,
    values: [[...new Set(parties)], new Date(now)],
  })
  return new Map(rows.map((row) => [row.party, present(row)]))
}

function present({ party, address, name_en, name_el, roles }: PartyNameRow): KnownParty {
  return { party, address, name: name_en && name_el ? { en: name_en, el: name_el } : null, roles }
}
