import { randomBytes } from 'node:crypto'
import {
  type PartyProfile,
  parsePartyRecipient,
  partyKinds,
  partyProfileDigest,
  type Role,
  recipientSeed,
  registrationIntent,
  roleGrantIntent,
  roleId,
  signInAccount,
  siweMessage,
} from '@symbolon/protocol/identity'
import { type Hex, type Id, toHex } from '@symbolon/protocol/kernel'
import { hybridIdentity, type KeyIdentity } from '@symbolon/protocol/vault'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { testAuthorityKey } from '../kernel/test-node.ts'
import { askFor, bytes, placeOf, type World } from './test-door.ts'

export interface Person {
  readonly root: Uint8Array<ArrayBuffer>
  readonly account: PrivateKeyAccount
  readonly identity: KeyIdentity
  readonly token: string
  readonly party: Id<'party'>
}

export async function newPerson(world: World): Promise<Person> {
  const person = await signIn(world, bytes(32))
  const { recipient } = person.identity
  const { body } = await askFor(world, 200, {
    as: person,
    method: 'PUT',
    path: '/v1/parties/me',
    body: { recipient: recipient.text },
  })
  return { ...person, party: body.party }
}

/** A registered institution that holds the role for a day. */
export async function newInstitution(
  world: World,
  { role, until_s = 86_400 }: { role?: Role; until_s?: number } = {},
): Promise<Person> {
  const person = await signIn(world, bytes(32))
  const { account, identity } = person
  const handle = `h-${randomBytes(6).toString('hex')}`
  const name = { el: 'Επινοημένο', en: 'Invented' }
  const profile: PartyProfile = {
    v: 1,
    handle,
    name,
    kind: 'hospital',
    recipient: parsePartyRecipient(identity.recipient.text),
  }
  const { deadline, chainId } = placeOf(world)
  const registration = {
    party: account.address,
    kind: partyKinds.hospital.number,
    profile: partyProfileDigest(profile),
    deadline: BigInt(deadline),
  }
  const signature = await account.signTypedData(
    registrationIntent({ chainId, verifyingContract: world.kernel.ledger.address('Parties'), ...registration }),
  )
  const { v: _, ...fields } = profile
  const { body } = await askFor(world, 201, {
    as: person,
    method: 'POST',
    path: '/v1/parties',
    body: { ...fields, deadline, signature },
  })
  if (role) await giveRole(world, { to: account.address, role, until: Math.floor(world.clock.now() / 1000) + until_s })
  return { ...person, party: body.party }
}

export async function giveRole(
  world: World,
  { to, role, until }: { to: Hex; role: Role; until: number },
): Promise<void> {
  const authority = privateKeyToAccount(testAuthorityKey)
  const as = await signInWith(world, authority)
  const { deadline, chainId } = placeOf(world)
  const nonce = BigInt(toHex(bytes(8)))
  const intent = {
    authority: authority.address,
    party: to,
    role: roleId(role),
    until: BigInt(until),
    nonce,
    deadline: BigInt(deadline),
  }
  const signature = await authority.signTypedData(
    roleGrantIntent({ chainId, verifyingContract: world.kernel.ledger.address('Parties'), ...intent }),
  )
  await askFor(world, 201, {
    as,
    method: 'POST',
    path: '/v1/roles',
    body: { party: to, role, until, nonce: String(nonce), deadline, signature },
  })
}

async function signIn(world: World, root: Uint8Array<ArrayBuffer>): Promise<Person> {
  const account = signInAccount(root)
  const { token } = await signInWith(world, account)
  return { root, account, identity: hybridIdentity(recipientSeed(root)), token, party: '' as Id<'party'> }
}

async function signInWith(world: World, account: PrivateKeyAccount): Promise<{ token: string }> {
  const { body } = await askFor(world, 201, { method: 'POST', path: '/v1/sign-in/nonces', body: {} })
  const now = world.clock.now()
  const { domain, uri, nonce, chain_id } = body
  const message = siweMessage({
    domain,
    uri,
    nonce,
    chainId: chain_id,
    address: account.address,
    issuedAt: now,
    expiresAt: now + 300_000,
  })
  const signature = await account.signMessage({ message })
  return (await askFor(world, 201, { method: 'POST', path: '/v1/sessions', body: { message, signature } })).body
}
