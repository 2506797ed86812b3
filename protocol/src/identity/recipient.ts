import { bech32 } from '@scure/base'
import { identityErrors } from './errors.ts'

declare const brand: unique symbol
/** `age1pq1…`: where a party receives sealed keys, in age's post-quantum hybrid form. */
export type PartyRecipient = string & { readonly [brand]: 'party recipient' }

const prefix = 'age1pq'
const publicKeyBytes = 1216
const characters = prefix.length + 1 + Math.ceil((publicKeyBytes * 8) / 5) + 6

/**
 * The only door from text to the recipient that a party publishes: ML-KEM-768 with X25519, checksum right.
 * @throws IDENTITY_PROFILE_INVALID; classical recipients are refused, since what is sealed must outlive them
 * @source C2SP age, mlkem768x25519 recipient
 */
export function parsePartyRecipient(text: string): PartyRecipient {
  if (!isPartyRecipient(text)) throw identityErrors.IDENTITY_PROFILE_INVALID({ field: 'recipient' })
  return text
}

function isPartyRecipient(text: string): text is PartyRecipient {
  if (text.length !== characters || text !== text.toLowerCase()) return false
  const decoded = bech32.decodeUnsafe(text, false)
  return decoded?.prefix === prefix && bech32.fromWordsUnsafe(decoded.words)?.length === publicKeyBytes
}
