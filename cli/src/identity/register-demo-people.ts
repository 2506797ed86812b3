import { type InstitutionKind, partyKinds, type Role, roles } from '@symbolon/protocol/identity'
import { hasCode } from '@symbolon/protocol/kernel'
import {
  getParty,
  grantRole,
  listParties,
  type Party,
  registerParty,
  registerPerson,
  updateParty,
} from '@symbolon/sdk/identity'
import { type Client, createClient, walkPages } from '@symbolon/sdk/kernel'
import type { Run } from '../kernel/index.ts'
import { type DemoPerson, demoPeople } from './demo-people.ts'
import { type Acting, actAs } from './open-client.ts'
import { type Profile, writeProfile } from './profiles.ts'
import { words } from './words.ts'

const roleYears = 2
const year_ms = 365 * 86_400_000

interface Registering {
  readonly home: string
  readonly url: string
  readonly profiles: readonly Profile[]
}

/** The demo people as the node knows them; who is missing is registered and gets the role. */
export async function registerDemoPeople(run: Run, at: Registering): Promise<readonly Profile[]> {
  const known = await knownInstitutions(at.url)
  // The same node as last time: nobody has to sign anything.
  if (at.profiles.every((profile) => isComplete(profile, known))) return at.profiles
  const acting = await Promise.all(at.profiles.map((profile) => actAs(run, { home: at.home, profile, url: at.url })))
  const authority = acting.find(({ profile }) => profile.name === 'authority')
  const registered = await Promise.all(acting.map((one) => registerOrTell(run, one, known)))
  const present = registered.filter((one) => one !== undefined)
  if (authority !== undefined) await grantMissingRoles(run, authority.client, present)
  return at.profiles.map((profile) => present.find((one) => one.profile.name === profile.name)?.profile ?? profile)
}

/** A ledger that is older than a kind refuses it for ever: its contract Parties is the one that it began with. */
async function registerOrTell(
  run: Run,
  acting: Acting,
  known: ReadonlyMap<string, Party>,
): Promise<Registered | undefined> {
  try {
    return await register(acting, known)
  } catch (error) {
    if (!hasCode(error, 'IDENTITY_KIND_UNKNOWN')) throw error
    const { kind, name } = acting.profile
    run.output.tell(words.kindLaterThanLedger, { kind: run.output.words(partyKinds[kind].words), profile: name })
    return undefined
  }
}

function isComplete(profile: Profile, known: ReadonlyMap<string, Party>): boolean {
  if (profile.party === undefined) return false
  const institution = known.get(profile.name)
  return (
    profile.kind === 'person' ||
    (institution?.party === profile.party && !lacksRole(profile, institution) && !lacksCountry(institution))
  )
}

async function knownInstitutions(url: string): Promise<Map<string, Party>> {
  const client = createClient({ url })
  const known = new Map<string, Party>()
  for await (const party of walkPages((page) => listParties(client, page)))
    if (party.handle) known.set(party.handle, party)
  return known
}

interface Registered {
  readonly profile: Profile
  readonly party: Party
}

async function register({ client, home, profile }: Acting, known: ReadonlyMap<string, Party>): Promise<Registered> {
  const party = await ensureParty(client, { profile, known })
  const complete = { ...profile, party: party.party, address: party.address }
  if (profile.party !== party.party) await writeProfile(home, complete)
  return { profile: complete, party }
}

async function ensureParty(
  client: Client,
  of: { profile: Profile; known: ReadonlyMap<string, Party> },
): Promise<Party> {
  const { name, kind, label, party } = of.profile
  if (kind !== 'person') return await ensureInstitution(client, { name, kind, label, known: of.known.get(name) })
  const present = party === undefined ? undefined : await findParty(client, party)
  return present ?? (await registerPerson(client))
}

/** Institutions of an older demo had no country yet. */
async function ensureInstitution(
  client: Client,
  { name, kind, label, known }: Pick<Profile, 'name' | 'label'> & { kind: InstitutionKind; known: Party | undefined },
): Promise<Party> {
  const country = countryOf(name)
  if (known === undefined)
    return await registerParty(client, { handle: name, name: label, kind, ...(country !== undefined && { country }) })
  return lacksCountry(known) && country !== undefined ? await updateParty(client, { country }) : known
}

async function findParty(client: Client, party: string): Promise<Party | undefined> {
  try {
    return await getParty(client, { party })
  } catch (error) {
    if (hasCode(error, 'IDENTITY_PARTY_UNKNOWN')) return undefined
    throw error
  }
}

async function grantMissingRoles(run: Run, authority: Client, registered: readonly Registered[]): Promise<void> {
  const lacking = registered.filter(({ profile, party }) => lacksRole(profile, party))
  await Promise.all(
    lacking.map(async ({ profile, party }) => {
      const role = roleOf(profile.name)
      if (role !== undefined) await grantOrTell(run, authority, { party: party.address, role })
    }),
  )
}

/** A ledger that is older than a role has nobody who may grant it: the relayer gave up its power over it for ever. */
async function grantOrTell(run: Run, authority: Client, granting: { party: string; role: Role }): Promise<void> {
  try {
    await grantRole(authority, { ...granting, until: Date.now() + roleYears * year_ms })
  } catch (error) {
    if (!hasCode(error, 'IDENTITY_AUTHORITY_MISSING')) throw error
    run.output.tell(words.roleLaterThanLedger, { role: run.output.words(roles[granting.role]) })
  }
}

function lacksRole(profile: Profile, party: Party): boolean {
  const wanted = roleOf(profile.name)
  const held = party.roles?.some(({ role, until }) => role === wanted && Date.parse(until) > Date.now())
  return wanted !== undefined && held !== true
}

function lacksCountry({ handle, country }: Party): boolean {
  return !country && countryOf(handle ?? '') !== undefined
}

function countryOf(name: string): DemoPerson['country'] {
  return demoPeople.find((person) => person.name === name)?.country
}

function roleOf(name: string): DemoPerson['role'] {
  return demoPeople.find((person) => person.name === name)?.role
}
