import {
  type InstitutionKind,
  type PartyProfile,
  type PartyRecipient,
  partyProfileDigest,
} from '@symbolon/protocol/identity'
import { sdkErrors } from '../kernel/index.ts'
import type { Party } from './parties.ts'

/**
 * Where keys for the party may be sealed to: of an institution, the recipient of the very profile whose digest it
 * registered. Of a person no ledger says anything, and the node is believed.
 * @throws SDK_NODE_UNTRUE
 */
export function provedRecipient(party: Party): string {
  return party.kind === 'person' ? party.recipient : provedProfile(party).recipient
}

/** The profile of an institution, as it is told and as the digest says. @throws SDK_NODE_UNTRUE */
export function provedProfile(party: Party): PartyProfile {
  const { kind, recipient, handle, name, endpoint, country, profile_digest } = party
  const profile = {
    v: 1,
    handle: handle ?? '',
    name: { el: name?.el ?? '', en: name?.en ?? '' },
    kind: kind as InstitutionKind,
    recipient: recipient as PartyRecipient,
    ...(endpoint && { endpoint }),
    ...(country && { country }),
  } as const
  if (partyProfileDigest(profile) !== profile_digest) throw sdkErrors.SDK_NODE_UNTRUE({ what: party.party })
  return profile
}
