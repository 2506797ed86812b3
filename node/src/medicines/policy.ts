import type { Role } from '@symbolon/protocol/identity'
import type { Id } from '@symbolon/protocol/kernel'
import { coversGtin, type LicensedNumber, medicinesErrors, type PackLicence } from '@symbolon/protocol/medicines'
import type { FastifyRequest } from 'fastify'
import { requireParty } from '../identity/index.ts'
import type { Address, NodeContext } from '../kernel/index.ts'

/** Whoever asks: a party, the account that it signs with, and the roles that it holds now. */
export interface Actor {
  readonly party: Id<'party'>
  readonly address: Address
  readonly roles: ReadonlySet<Role>
}

/** Roles that let an institution hold packs, the one that says most first. */
export const holderRoles: readonly PackLicence[] = ['manufacturer', 'wholesaler', 'pharmacy', 'care-provider']

/** Who asks, with its roles. @throws IDENTITY_SIGNED_OUT, IDENTITY_PARTY_MISSING */
export async function actorOf(context: NodeContext, request: FastifyRequest): Promise<Actor> {
  const { party, address } = requireParty(request)
  return { party, address, roles: await rolesOf(context, party) }
}

/** As `actorOf`, and it holds one of the roles. @throws MEDICINES_ROLE_MISSING */
export async function requireRole(
  context: NodeContext,
  request: FastifyRequest,
  roles: readonly Role[],
): Promise<Actor> {
  const actor = await actorOf(context, request)
  if (!roles.some((role) => actor.roles.has(role))) throw medicinesErrors.MEDICINES_ROLE_MISSING({ roles })
  return actor
}

/** Roles that the ledger says the party holds now. */
export async function rolesOf({ database, clock }: NodeContext, party: Id<'party'>): Promise<ReadonlySet<Role>> {
  const rows = await database.query<{ role: Role }>({
    name: 'medicines_roles',
    text: 'select role from identity.held_role where party = $1 and until > $2',
    values: [party, new Date(clock.now())],
  })
  return new Set(rows.map(({ role }) => role))
}

/** The licence under which packs are held, if any. */
export function holderLicence(roles: ReadonlySet<Role>): PackLicence | undefined {
  return holderRoles.find((role) => roles.has(role))
}

/** A licence on the ledger that has not ended. */
export interface HeldLicence {
  readonly number: string
  readonly until: Date
}

export async function licencesOf({ database, clock }: NodeContext, holder: Address): Promise<HeldLicence[]> {
  return database.query<HeldLicence>({
    name: 'medicines_licences_of',
    text: 'select number, until from medicines.licence where holder = $1 and until > $2 order by number',
    values: [holder, new Date(clock.now())],
  })
}

/** The account holds a licence over the product. @throws MEDICINES_LICENCE_MISSING */
export async function requireLicenceOver(context: NodeContext, holder: Address, gtin: string): Promise<HeldLicence> {
  const licence = (await licencesOf(context, holder)).find(({ number }) => coversGtin(licensedNumber(number), gtin))
  if (!licence) throw medicinesErrors.MEDICINES_LICENCE_MISSING({ gtin })
  return licence
}

/** What a licence is for, by its digits. */
export function licensedNumber(number: string): LicensedNumber {
  return number.length === 14 ? { kind: 'gtin', gtin: number } : { kind: 'prefix', prefix: number }
}
