import { randomBytes } from 'node:crypto'
import type { InstitutionKind, Role } from '@symbolon/protocol/identity'
import { fromBase64Url, type Hex, type Id, toHex } from '@symbolon/protocol/kernel'
import { issuerAdmissionIntent, issueTestChain } from '@symbolon/protocol/medicines'
import type { LightMyRequestResponse } from 'fastify'
import { privateKeyToAccount } from 'viem/accounts'
import {
  newTestPerson,
  registrationBody,
  roleGrantBody,
  send,
  signIn,
  type TestDoor,
  type TestPerson,
} from '../identity/test-people.ts'
import { testAuthorityKey } from '../kernel/test-node.ts'
import { licenceSecrets, type PackWorld } from './test-world.ts'

export interface Party extends TestPerson {
  readonly token: string
  readonly party: Id<'party'>
}

export interface Asked {
  readonly as?: { readonly token: string } | undefined
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly body?: object
}

/** One request; the answer has to be this status. */
export async function askFor(world: PackWorld, status: number, { as, ...asked }: Asked) {
  const answer = await ask(world, { as, ...asked })
  if (answer.statusCode !== status) throw new Error(`${asked.method} ${asked.url}: ${answer.statusCode} ${answer.body}`)
  return answer.json()
}

export function ask(world: PackWorld, { as, ...asked }: Asked): Promise<LightMyRequestResponse> {
  return send(doorOf(world), { ...asked, ...(as && { token: as.token }) })
}

/** The code of the error that a request is answered with. */
export async function codeOf(world: PackWorld, asked: Asked): Promise<string> {
  const answer = await ask(world, asked)
  return answer.statusCode < 400 ? `${answer.statusCode}` : answer.json().code
}

export function doorOf({ app, kernel }: PackWorld): TestDoor {
  return { app, context: kernel }
}

const kinds: Partial<Record<Role, InstitutionKind>> = {
  manufacturer: 'manufacturer',
  wholesaler: 'wholesaler',
  pharmacy: 'pharmacy',
  'care-provider': 'hospital',
  regulator: 'regulator',
}

/** A registered institution that holds the role for sixty days. */
export async function newInstitution(
  world: PackWorld,
  role: Role,
  { country, person = newTestPerson() }: { readonly country?: string; readonly person?: TestPerson } = {},
): Promise<Party> {
  const door = doorOf(world)
  const token = await signIn(door, person)
  const handle = `h-${randomBytes(6).toString('hex')}`
  const body = await registrationBody(door, {
    person,
    handle,
    kind: kinds[role] ?? 'hospital',
    ...(country && { country }),
  })
  const { party } = await askFor(world, 201, { as: { token }, method: 'POST', url: '/v1/parties', body })
  const authority = privateKeyToAccount(testAuthorityKey)
  const until = Math.floor(world.clock.now() / 1000) + 60 * 86_400
  const nonce = BigInt(toHex(randomBytes(8)))
  const grant = await roleGrantBody(door, { authority, party: person.account.address, role, until, nonce })
  await askFor(world, 201, { as: await authorityOf(world), method: 'POST', url: '/v1/roles', body: grant })
  return { ...person, token, party }
}

/** A registered person. */
export async function newPerson(world: PackWorld): Promise<Party> {
  const person = newTestPerson()
  const token = await signIn(doorOf(world), person)
  const body = { recipient: person.recipient }
  const { party } = await askFor(world, 200, { as: { token }, method: 'PUT', url: '/v1/parties/me', body })
  return { ...person, token, party }
}

export async function authorityOf(world: PackWorld): Promise<{ token: string }> {
  return { token: await signIn(doorOf(world), { account: privateKeyToAccount(testAuthorityKey) }) }
}

/** The chain of a licence of this prefix for the party. */
export function chainFor(world: PackWorld, { account }: Pick<Party, 'account'>, prefix = '5200001') {
  return issueTestChain({
    secrets: licenceSecrets,
    gs1_prefix: '520',
    number: { kind: 'prefix', prefix },
    account: { chain_id: world.kernel.ledger.chainId, address: account.address.toLowerCase() as Hex },
    valid_from: world.clock.now() - 86_400_000,
    until: world.clock.now() + 300 * 86_400_000,
  })
}

/** Body by which the authority admits the test organisation's key as an issuer. */
export async function admissionBody(world: PackWorld, { issuer_key }: Pick<ReturnType<typeof chainFor>, 'issuer_key'>) {
  const authority = privateKeyToAccount(testAuthorityKey)
  const [x, y] = [issuer_key.x, issuer_key.y].map((part) => toHex(fromBase64Url(part))) as [Hex, Hex]
  const [until, deadline] = [world.clock.now() / 1000 + 86_400 * 900, world.clock.now() / 1000 + 3600].map(
    Math.floor,
  ) as [number, number]
  const nonce = BigInt(toHex(randomBytes(8)))
  const { ledger } = world.kernel
  const place = { chainId: ledger.chainId, verifyingContract: ledger.address('Prefixes') }
  const numbers = { until: BigInt(until), nonce, deadline: BigInt(deadline) }
  const intent = issuerAdmissionIntent({ ...place, authority: authority.address, x, y, ...numbers })
  return { x, y, until, nonce: String(nonce), deadline, signature: await authority.signTypedData(intent) }
}

/** The party holds the GS1 prefix on the ledger. */
export async function licenseMaker(world: PackWorld, maker: Party, prefix = '5200001'): Promise<void> {
  const chain = chainFor(world, maker, prefix)
  const body = await admissionBody(world, chain)
  await askFor(world, 201, { as: await authorityOf(world), method: 'POST', url: '/v1/licence-issuers', body })
  await askFor(world, 200, { as: maker, method: 'PUT', url: '/v1/licences', body: { chain: chain.chain } })
}
