import {
  identityErrors,
  type PartyProfile,
  parsePartyProfile,
  partyProfileDigest,
  profileUpdateIntent,
} from '@symbolon/protocol/identity'
import type { Words } from '@symbolon/protocol/kernel'
import { type Client, deadlineOf, getNetwork, newKey, randomNonce } from '../kernel/index.ts'
import { getOwnParty, type Party } from './parties.ts'
import { provedProfile } from './proved-recipient.ts'
import { accountOf, askSigned } from './sign-in.ts'

/** What an institution says of itself from now on; what is left out stays. Handle and kind never change. */
export interface PartyUpdate {
  /** One language or both. */
  readonly name?: Partial<Words>
  /** `age1pq1…`, which later grants are sealed to; earlier ones still open with the key that they were sealed to. */
  readonly recipient?: string
  /** Where its own node answers; null takes it away. */
  readonly endpoint?: string | null
  /** Where it works: ISO 3166-1 alpha-2; null takes it away. */
  readonly country?: string | null
}

/** A profile and the digests that the ledger holds before and after. */
export interface ProfileChange {
  readonly profile: PartyProfile
  readonly digest: string
  readonly previous: string
}

/**
 * The signed-in institution is known by the new profile, here and on the ledger.
 * @throws IDENTITY_PROFILE_INVALID, IDENTITY_PROFILE_CHANGED when another update came first, IDENTITY_PARTY_EXISTS for a
 * person, IDENTITY_PARTY_MISSING
 */
export async function updateParty(client: Client, update: PartyUpdate): Promise<Party> {
  const { profile, digest, previous } = await prepareUpdate(client, update)
  const { chain_id, contracts } = await getNetwork(client)
  const account = await accountOf(client)
  const signed = { previous, nonce: randomNonce(client), deadline: deadlineOf(client) }
  const place = { chainId: chain_id, verifyingContract: contracts.parties }
  const signature = await account.signTypedData(
    profileUpdateIntent({ ...place, party: account.address, profile: digest, ...signed }),
  )
  const { v: _, handle: _handle, kind: _kind, ...shown } = profile
  const body = { ...shown, previous, nonce: String(signed.nonce), deadline: Number(signed.deadline), signature }
  const idempotencyKey = newKey(client, 'profile')
  return await askSigned<Party>(client, { method: 'POST', path: '/v1/parties/me/profile', body, idempotencyKey })
}

/** The profile that would be signed and its digest on the ledger; nothing is sent. @throws as `updateParty` */
export async function simulateUpdateParty(client: Client, update: PartyUpdate): Promise<ProfileChange> {
  return await prepareUpdate(client, update)
}

async function prepareUpdate(client: Client, { name, recipient, endpoint, country }: PartyUpdate) {
  const party = await getOwnParty(client)
  if (party.kind === 'person') throw identityErrors.IDENTITY_PARTY_EXISTS()
  const present = provedProfile(party)
  const profile = parsePartyProfile({
    ...present,
    name: { ...present.name, ...name },
    ...(recipient !== undefined && { recipient }),
    ...(endpoint !== undefined && { endpoint: endpoint ?? undefined }),
    ...(country !== undefined && { country: country ?? undefined }),
  })
  return { profile, digest: partyProfileDigest(profile), previous: partyProfileDigest(present) }
}
