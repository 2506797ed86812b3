import { randomBytes } from 'node:crypto'
import {
  type InstitutionKind,
  type ProfileUpdate,
  parsePartyProfile,
  partyKinds,
  partyProfileDigest,
  profileUpdateIntent,
  type Registration,
  type Role,
  recipientSeed,
  registrationIntent,
  roleGrantIntent,
  roleId,
  type SiweSignIn,
  signInAccount,
  siweMessage,
} from '@symbolon/protocol/identity'
import { hybridIdentity, recipientOf } from '@symbolon/protocol/vault'
import type { PrivateKeyAccount } from 'viem/accounts'
import { hostOf } from '../kernel/http/test-app.ts'
import type { App, NodeContext } from '../kernel/index.ts'

/** Someone with a keyring, for tests of any slice. */
export interface TestPerson {
  readonly account: PrivateKeyAccount
  readonly recipient: string
}

export function newTestPerson(root: Uint8Array = randomBytes(32)): TestPerson {
  return { account: signInAccount(root), recipient: recipientOf(hybridIdentity(recipientSeed(root))) }
}

/** A node as a test talks to it. */
export interface TestDoor {
  readonly app: App
  readonly context: NodeContext
}

let keys = 0

/** Sends JSON as someone who signed in; every POST is a new action unless the key is given. */
export function send(
  { app }: TestDoor,
  asked: { method: 'GET' | 'POST' | 'PUT' | 'DELETE'; url: string; body?: object; token?: string; key?: string },
) {
  const { method, url, body, token, key = `test-action-${++keys}` } = asked
  return app.inject({
    method,
    url,
    headers: {
      host: hostOf(app),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(method === 'POST' ? { 'idempotency-key': key } : {}),
    },
    ...(body === undefined ? {} : { payload: body }),
  })
}

/** A message that would sign the account in, with a fresh nonce of the node. */
export async function newSignIn(door: TestDoor, { account }: Pick<TestPerson, 'account'>): Promise<SiweSignIn> {
  const answer = (await send(door, { method: 'POST', url: '/v1/sign-in/nonces' })).json()
  const now = door.context.clock.now()
  return {
    domain: answer.domain,
    uri: answer.uri,
    address: account.address,
    chainId: answer.chain_id,
    nonce: answer.nonce,
    issuedAt: now,
    expiresAt: now + 300_000,
  }
}

/** Signs in and answers with the bearer token. */
export async function signIn(door: TestDoor, person: Pick<TestPerson, 'account'>): Promise<string> {
  const message = siweMessage(await newSignIn(door, person))
  const signature = await person.account.signMessage({ message })
  const answer = await send(door, { method: 'POST', url: '/v1/sessions', body: { message, signature } })
  return answer.json().token
}

/** The body that registers an institution; `signed` changes what the signature is for. */
export async function registrationBody(
  { context: { ledger, clock } }: TestDoor,
  of: {
    person: TestPerson
    handle: string
    kind: InstitutionKind
    country?: string
    signed?: Partial<Registration> & { chainId?: number }
  },
) {
  const { person, handle, kind, country } = of
  const shown = {
    ...(country !== undefined && { country }),
    handle,
    kind,
    name: { el: `Φορέας ${handle}`, en: `Institution ${handle}` },
    recipient: person.recipient,
  }
  const deadline = Math.floor(clock.now() / 1000) + 3600
  const intent = registrationIntent({
    chainId: ledger.chainId,
    verifyingContract: ledger.address('Parties'),
    party: person.account.address,
    kind: partyKinds[kind].number,
    profile: partyProfileDigest(parsePartyProfile({ v: 1, ...shown })),
    deadline: BigInt(deadline),
    ...of.signed,
  })
  return { ...shown, deadline, signature: await person.account.signTypedData(intent) }
}

/** Registers an institution and answers with its identifier and a token. */
export async function registerInstitution(
  door: TestDoor,
  of: { person: TestPerson; handle: string; kind: InstitutionKind; country?: string },
): Promise<{ token: string; party: string }> {
  const body = await registrationBody(door, of)
  const token = await signIn(door, of.person)
  const answer = await send(door, { method: 'POST', url: '/v1/parties', body, token })
  return { token, party: answer.json().party }
}

/** The body by which an institution replaces its profile; `signed` changes what the signature is for. */
export async function profileUpdateBody(
  { context: { ledger, clock } }: TestDoor,
  of: {
    person: TestPerson
    present: { handle: string; kind: string; profile_digest: string }
    change: { name?: { el: string; en: string }; recipient?: string; endpoint?: string; country?: string }
    signed?: Partial<ProfileUpdate> & { chainId?: number }
  },
) {
  const { person, present, change } = of
  const shown = { name: { el: 'Νέο όνομα', en: 'New name' }, recipient: person.recipient, ...change }
  const deadline = Math.floor(clock.now() / 1000) + 3600
  const nonce = BigInt(`0x${randomBytes(8).toString('hex')}`)
  const previous = present.profile_digest as `0x${string}`
  const intent = profileUpdateIntent({
    chainId: ledger.chainId,
    verifyingContract: ledger.address('Parties'),
    party: person.account.address,
    previous,
    profile: partyProfileDigest(parsePartyProfile({ v: 1, handle: present.handle, kind: present.kind, ...shown })),
    nonce,
    deadline: BigInt(deadline),
    ...of.signed,
  })
  const signature = await person.account.signTypedData(intent)
  return { ...shown, previous, nonce: String(nonce), deadline, signature }
}

/** The body by which an authority gives a role. */
export async function roleGrantBody(
  { context: { ledger, clock } }: TestDoor,
  of: {
    authority: PrivateKeyAccount
    party: `0x${string}`
    role: Role
    until: number
    nonce: bigint
    chainId?: number
  },
) {
  const { authority, party, role, until, nonce, chainId = ledger.chainId } = of
  const deadline = Math.floor(clock.now() / 1000) + 3600
  const intent = roleGrantIntent({
    chainId,
    party,
    nonce,
    role: roleId(role),
    until: BigInt(until),
    deadline: BigInt(deadline),
    verifyingContract: ledger.address('Parties'),
    authority: authority.address,
  })
  return { party, role, until, nonce: String(nonce), deadline, signature: await authority.signTypedData(intent) }
}
