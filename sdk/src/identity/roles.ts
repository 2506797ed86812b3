import { type Role, roleGrantIntent, roleId, roleRevocationIntent } from '@symbolon/protocol/identity'
import type { Id } from '@symbolon/protocol/kernel'
import type { Address } from 'viem'
import { type Client, deadlineOf, getNetwork, newKey, randomNonce } from '../kernel/index.ts'
import { getParty } from './parties.ts'
import { accountOf, askSigned } from './sign-in.ts'
/** Which role an authority gives, to whom and until when. */
export interface RoleGranting {
  /** `pty_…`, handle or address of the institution. */
  readonly party: string
  readonly role: Role
  /** Milliseconds since 1970 at which the role ends. */
  readonly until: number
}

/** Which role an authority takes back, and from whom. */
export interface RoleRevoking {
  readonly party: string
  readonly role: Role
}

/** What the ledger is asked for in the name of the signed-in authority. */
export interface RoleChange {
  readonly party: Id<'party'>
  readonly address: Address
  readonly role: Role
  /** Seconds since 1970; absent where a role is taken back. */
  readonly until?: number
}

/** The institution holds the role until the instant; only an accredited authority of the role can give it. */
export async function grantRole(client: Client, granting: RoleGranting): Promise<RoleChange> {
  const { change, body } = await prepareGrant(client, granting)
  await askSigned(client, { method: 'POST', path: '/v1/roles', body, idempotencyKey: newKey(client, 'role') })
  return change
}

/** What `grantRole` would change; nothing is sent. */
export async function simulateGrantRole(client: Client, granting: RoleGranting): Promise<RoleChange> {
  return (await prepareGrant(client, granting)).change
}

/** The institution no longer holds the role. */
export async function revokeRole(client: Client, revoking: RoleRevoking): Promise<RoleChange> {
  const { change, body } = await prepareRevocation(client, revoking)
  const idempotencyKey = newKey(client, 'role')
  await askSigned(client, { method: 'POST', path: '/v1/roles/revocations', body, idempotencyKey })
  return change
}

/** What `revokeRole` would change; nothing is sent. */
export async function simulateRevokeRole(client: Client, revoking: RoleRevoking): Promise<RoleChange> {
  return (await prepareRevocation(client, revoking)).change
}

async function prepareGrant(client: Client, granting: RoleGranting) {
  const intent = await prepareIntent(client, granting)
  const until = Math.floor(granting.until / 1000)
  const account = await accountOf(client)
  const signature = await account.signTypedData(roleGrantIntent({ ...intent, until: BigInt(until) }))
  const change: RoleChange = { ...intent.of, role: granting.role, until }
  return { change, body: { ...bodyOf(intent), role: granting.role, until, signature } }
}

async function prepareRevocation(client: Client, revoking: RoleRevoking) {
  const intent = await prepareIntent(client, revoking)
  const account = await accountOf(client)
  const signature = await account.signTypedData(roleRevocationIntent(intent))
  const change: RoleChange = { ...intent.of, role: revoking.role }
  return { change, body: { ...bodyOf(intent), role: revoking.role, signature } }
}

async function prepareIntent(client: Client, asked: RoleRevoking) {
  const { party, address } = await getParty(client, asked)
  const { chain_id, contracts } = await getNetwork(client)
  return {
    of: { party, address },
    chainId: chain_id,
    verifyingContract: contracts.parties,
    authority: (await accountOf(client)).address,
    party: address,
    role: roleId(asked.role),
    nonce: randomNonce(client),
    deadline: deadlineOf(client),
  }
}

function bodyOf(intent: { party: Address; nonce: bigint; deadline: bigint }) {
  return { party: intent.party, nonce: String(intent.nonce), deadline: Number(intent.deadline) }
}
