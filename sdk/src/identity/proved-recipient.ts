import { type InstitutionKind, type PartyRecipient, partyProfileDigest } from '@symbolon/protocol/identity'
import { sdkErrors } from '../kernel/index.ts'
import type { Party } from './parties.ts'

/**
 * Where keys for the party may be sealed to: of an institution, the recipient of the very profile whose digest it
 * registered. Of a person no ledger says anything, and the node is believed.
 * @throws SDK_NODE_UNTRUE
 */
export function provedRecipient(party: Party): string {
  const { kind, recipient, handle, name, endpoint, profile_digest } = party
  if (kind === 'person') return recipient
  const profile = {
    v: 1,
    handle: handle ?? '',
    name: { el: name?.el ?? '', en: name?.en ?? '' },
    kind: kind as InstitutionKind,
    recipient: recipient as PartyRecipient,
    ...(endpoint && { endpoint }),
  } as const
  if (partyProfileDigest(profile) !== profile_digest) throw sdkErrors.SDK_NODE_UNTRUE({ what: party.party })
  return recipient
}
