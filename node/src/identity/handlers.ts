import { roleOfId } from '@symbolon/protocol/identity'
import type { Hex } from '@symbolon/protocol/kernel'
import type { EventHandler, LedgerEvent, Statement } from '../kernel/index.ts'

/** From events of `Parties` to rows. Pure; of several events about one thing in a block the last one counts. */
export const partiesHandlers: readonly EventHandler[] = [
  { contract: 'Parties', event: 'PartyRegistered', toStatements: registered },
  { contract: 'Parties', event: 'PartyUpdated', toStatements: updated },
  { contract: 'Parties', event: 'RoleGranted', toStatements: granted },
  { contract: 'Parties', event: 'RoleRevoked', toStatements: revoked },
]

interface Latest<Args> {
  readonly args: Args
  /** Number of the block of the event. */
  readonly block: number
}

interface PartyArgs {
  readonly party: string
  readonly kind: number
  readonly profile: Hex
}

interface RoleArgs {
  readonly party: string
  readonly role: Hex
  readonly authority: string
  readonly until: number
}

function registered(events: readonly LedgerEvent[]): Statement[] {
  const parties = latest<PartyArgs>(events, ({ party }) => party)
  const values = [
    parties.map(({ args }) => args.party),
    parties.map(({ args }) => args.kind),
    parties.map(({ args }) => args.profile),
    parties.map(({ block }) => block),
  ]
  return [{ ...registeredSql, values }]
}

function updated(events: readonly LedgerEvent[]): Statement[] {
  const parties = latest<PartyArgs>(events, ({ party }) => party)
  const values = [
    parties.map(({ args }) => args.party),
    parties.map(({ args }) => args.profile),
    parties.map(({ block }) => block),
  ]
  return [{ ...updatedSql, values }]
}

function granted(events: readonly LedgerEvent[]): Statement[] {
  const roles = knownRoles(events)
  if (roles.length === 0) return []
  const values = [
    roles.map(({ args }) => args.party),
    roles.map(({ args }) => roleOfId(args.role)),
    roles.map(({ args }) => args.authority),
    roles.map(({ args }) => new Date(Number(args.until) * 1000)),
    roles.map(({ block }) => block),
  ]
  return [{ ...grantedSql, values }]
}

function revoked(events: readonly LedgerEvent[]): Statement[] {
  const roles = knownRoles(events)
  if (roles.length === 0) return []
  return [
    { ...revokedSql, values: [roles.map(({ args }) => args.party), roles.map(({ args }) => roleOfId(args.role))] },
  ]
}

/** Roles that this version does not know open nothing here, so they get no row. */
function knownRoles(events: readonly LedgerEvent[]): Latest<RoleArgs>[] {
  return latest<RoleArgs>(events, ({ party, role }) => `${party} ${role}`).filter(
    ({ args }) => roleOfId(args.role) !== undefined,
  )
}

function latest<Args>(events: readonly LedgerEvent[], keyOf: (args: Args) => string): Latest<Args>[] {
  const byKey = new Map<string, Latest<Args>>()
  for (const { args, block } of events) byKey.set(keyOf(args as Args), { args: args as Args, block })
  return [...byKey.values()]
}

const registeredSql = {
  name: 'identity_registered',
  text: `insert into identity.registration (address, kind, profile, block)
    select * from unnest($1::text[], $2::smallint[], $3::text[], $4::bigint[])
    on conflict (address) do update set kind = excluded.kind, profile = excluded.profile, block = excluded.block`,
}
const updatedSql = {
  name: 'identity_updated',
  // The institution is known by what it signed from the same instant on as the ledger vouches for it.
  text: `with event as (
      select * from unnest($1::text[], $2::text[], $3::bigint[]) as event (address, profile, block)
    ), taken as (
      select signed.* from event join identity.signed_profile as signed using (address, profile)
    ), party as (
      update identity.party set profile = taken.profile, recipient = taken.recipient, name_el = taken.name_el,
        name_en = taken.name_en, endpoint = taken.endpoint, country = taken.country
      from taken where party.address = taken.address
    ), replaced as (
      delete from identity.signed_profile as earlier using taken
      where earlier.address = taken.address and earlier.signed_at < taken.signed_at
    )
    update identity.registration set profile = event.profile, block = event.block
    from event where registration.address = event.address`,
}
const grantedSql = {
  name: 'identity_role_granted',
  text: `insert into identity.role (address, role, authority, until, block)
    select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::bigint[])
    on conflict (address, role) do update
      set authority = excluded.authority, until = excluded.until, block = excluded.block`,
}
const revokedSql = {
  name: 'identity_role_revoked',
  text: `delete from identity.role using unnest($1::text[], $2::text[]) as event (address, role)
    where role.address = event.address and role.role = event.role`,
}
