import type { Role } from '@symbolon/protocol/identity'
import type { Id, Milliseconds, Words } from '@symbolon/protocol/kernel'
import type { NodeContext } from '../../kernel/index.ts'

interface HeldRole {
  readonly party: Id<'party'>
  readonly role: Role
  readonly until: Date
  readonly country: string | null
}

/** Roles and countries of parties, names of products and of their makers, read anew every few seconds, so that no scan asks the database for them. */
export class NameBook {
  readonly #context: Pick<NodeContext, 'database' | 'clock'>
  #roles: ReadonlyMap<Id<'party'>, readonly HeldRole[]> = new Map()
  #names: ReadonlyMap<string, Words> = new Map()
  #makers: ReadonlyMap<Id<'party'>, Words> = new Map()

  constructor(context: Pick<NodeContext, 'database' | 'clock'>) {
    this.#context = context
  }

  async read(): Promise<void> {
    const { database } = this.#context
    const roles = await database.query<HeldRole>({
      name: 'medicines_packs_roles',
      text: `select party, role, until, country from identity.held_role join identity.known_party using (party)
        where role in ('manufacturer', 'wholesaler', 'pharmacy', 'care-provider', 'regulator')`,
    })
    const products = await database.query<{ gtin: string; name: Words }>({
      name: 'medicines_packs_products',
      text: 'select gtin, name from medicines.product',
    })
    const makers = await database.query<{ party: Id<'party'>; el: string; en: string }>({
      name: 'medicines_packs_makers',
      text: `select party, name_el as el, name_en as en from identity.known_party
        where party in (select distinct maker from medicines.batch where state = 'recorded') and name_el is not null`,
    })
    this.#makers = new Map(makers.map(({ party, el, en }) => [party, { el, en }]))
    this.#roles = Map.groupBy(roles, ({ party }) => party)
    this.#names = new Map(products.map(({ gtin, name }) => [gtin, name]))
  }

  /** Roles that the party holds at the time. */
  rolesOf(party: Id<'party'>, now: Milliseconds): Role[] {
    const held = this.#roles.get(party) ?? []
    return held.filter(({ until }) => until.getTime() > now).map(({ role }) => role)
  }

  /** Where the party says that it works, ISO 3166-1 alpha-2. */
  countryOf(party: Id<'party'>): string | undefined {
    return this.#roles.get(party)?.[0]?.country ?? undefined
  }

  nameOf(gtin: string): Words | undefined {
    return this.#names.get(gtin)
  }

  makerOf(party: Id<'party'>): Words | undefined {
    return this.#makers.get(party)
  }

  hasProduct(gtin: string): boolean {
    return this.#names.has(gtin)
  }
}
