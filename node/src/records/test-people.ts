import { randomBytes } from 'node:crypto'
import { type Role, recipientSeed, signInAccount } from '@symbolon/protocol/identity'
import { type Hex, type Id, toHex } from '@symbolon/protocol/kernel'
import { hybridIdentity, type KeyIdentity } from '@symbolon/protocol/vault'
import { privateKeyToAccount } from 'viem/accounts'
import { registrationBody, roleGrantBody, signIn, type TestDoor, type TestPerson } from '../identity/test-people.ts'
import { testAuthorityKey } from '../kernel/test-node.ts'
import { askFor, bytes, type World } from './test-door.ts'

export interface Person extends TestPerson {
  readonly root: Uint8Array<ArrayBuffer>
  readonly identity: KeyIdentity
  readonly token: string
  readonly party: Id<'party'>
}

export async function newPerson(world: World): Promise<Person> {
  const person = await newSignedIn(world)
  const { recipient } = person
  const { body } = await askFor(world, 200, { as: person, method: 'PUT', path: '/v1/parties/me', body: { recipient } })
  return { ...person, party: body.party }
}

/** A registered institution that holds the role for a day. */
export async function newInstitution(
  world: World,
  { role, until_s = 86_400 }: { role?: Role; until_s?: number } = {},
): Promise<Person> {
  const person = await newSignedIn(world)
  const handle = `h-${randomBytes(6).toString('hex')}`
  const registration = await registrationBody(doorOf(world), { person, handle, kind: 'hospital' })
  const { body } = await askFor(world, 201, { as: person, method: 'POST', path: '/v1/parties', body: registration })
  const until = Math.floor(world.clock.now() / 1000) + until_s
  if (role) await giveRole(world, { to: person.account.address, role, until })
  return { ...person, party: body.party }
}

export async function giveRole(
  world: World,
  { to, role, until }: { to: Hex; role: Role; until: number },
): Promise<void> {
  const authority = privateKeyToAccount(testAuthorityKey)
  const nonce = BigInt(toHex(bytes(8)))
  const as = { token: await signIn(doorOf(world), { account: authority }) }
  const body = await roleGrantBody(doorOf(world), { authority, party: to, role, until, nonce })
  await askFor(world, 201, { as, method: 'POST', path: '/v1/roles', body })
}

/** The same party in another session. */
export async function signInAgain(world: World, person: Person): Promise<Person> {
  return { ...person, token: await signIn(doorOf(world), person) }
}

async function newSignedIn(world: World): Promise<Omit<Person, 'party'>> {
  const root = bytes(32)
  const account = signInAccount(root)
  const identity = hybridIdentity(recipientSeed(root))
  const token = await signIn(doorOf(world), { account })
  return { root, account, identity, recipient: identity.recipient.text, token }
}

function doorOf({ app, kernel }: World): TestDoor {
  return { app, context: kernel }
}
