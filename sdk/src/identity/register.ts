import {
  type InstitutionKind,
  type PartyProfile,
  parsePartyProfile,
  partyKinds,
  partyProfileDigest,
  recipientSeed,
  registrationIntent,
} from '@symbolon/protocol/identity'
import type { Words } from '@symbolon/protocol/kernel'
import { hybridIdentity, recipientOf } from '@symbolon/protocol/vault'
import { type Client, deadlineOf, getNetwork, newKey, remember, rootOf } from '../kernel/index.ts'
import type { Party } from './parties.ts'
import { accountOf, askSigned } from './sign-in.ts'
/** What an institution says of itself. */
export interface PartyRegistration {
  /** 3 to 40 lower-case letters, digits and hyphens. */
  readonly handle: string
  readonly name: Words
  readonly kind: InstitutionKind
  /** Where its own node answers. */
  readonly endpoint?: string
  /** Where it works: ISO 3166-1 alpha-2. */
  readonly country?: string
}

/** Registers the signed-in person with the node, or gives the node the person's present recipient. */
export async function registerPerson(client: Client): Promise<Party> {
  const body = { recipient: await ownRecipient(client) }
  return await askSigned<Party>(client, { method: 'PUT', path: '/v1/parties/me', body })
}

/** What `registerPerson` would send; nothing is sent. */
export async function simulateRegisterPerson(client: Client): Promise<{ readonly recipient: string }> {
  return { recipient: await ownRecipient(client) }
}

/**
 * Registers an institution on the ledger: the chain keeps its kind and the digest of its profile, the node serves the profile.
 * @throws IDENTITY_PROFILE_INVALID, IDENTITY_HANDLE_TAKEN
 */
export async function registerParty(client: Client, registration: PartyRegistration): Promise<Party> {
  const { body } = await prepareRegistration(client, registration)
  return await askSigned<Party>(client, {
    method: 'POST',
    path: '/v1/parties',
    body,
    idempotencyKey: newKey(client, 'party'),
  })
}

/** The profile that would be registered and its digest on the ledger. */
export async function simulateRegisterParty(
  client: Client,
  registration: PartyRegistration,
): Promise<{ readonly profile: PartyProfile; readonly digest: string }> {
  const { profile, digest } = await prepareRegistration(client, registration)
  return { profile, digest }
}

async function prepareRegistration(client: Client, registration: PartyRegistration) {
  const profile = parsePartyProfile({ v: 1, recipient: await ownRecipient(client), ...registration })
  const digest = partyProfileDigest(profile)
  const { chain_id, contracts } = await getNetwork(client)
  const account = await accountOf(client)
  const deadline = deadlineOf(client)
  const signature = await account.signTypedData(
    registrationIntent({
      chainId: chain_id,
      verifyingContract: contracts.parties,
      party: account.address,
      kind: partyKinds[profile.kind].number,
      profile: digest,
      deadline,
    }),
  )
  const { v: _, ...shown } = profile
  return { profile, digest, body: { ...shown, deadline: Number(deadline), signature } }
}

/** The recipient that this keyring reads with, `age1pq1…`. */
export function ownRecipient(client: Client): Promise<string> {
  return remember(client, 'recipient', async () => recipientOf(await ownIdentity(client)))
}

/** The identity that opens what was sealed to this keyring. */
export function ownIdentity(client: Client): Promise<ReturnType<typeof hybridIdentity>> {
  return remember(client, 'identity', async () => hybridIdentity(recipientSeed(await rootOf(client))))
}
