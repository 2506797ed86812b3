import { isIP } from 'node:net'
import type { Words } from '@symbolon/protocol/kernel'
import { noticesErrors } from '@symbolon/protocol/notices'
import { isLoopbackAddress, isPublicAddress } from './addresses.ts'

/** Characters of the address of a webhook. */
export const URL_CHARACTERS_MAX = 2_000

/** Where a node sends: to this machine too only while it listens on it alone. */
export interface Reach {
  readonly loopback: boolean
}

const reasons = {
  form: { en: 'it is not an address', el: 'δεν είναι διεύθυνση' },
  scheme: {
    en: 'it is neither https nor http on this machine',
    el: 'δεν είναι ούτε https ούτε http σε αυτό το μηχάνημα',
  },
  user: { en: 'it holds a name or a password', el: 'περιέχει όνομα ή κωδικό' },
  fragment: { en: 'it holds a fragment', el: 'περιέχει τμήμα (#)' },
  place: { en: 'it is not on the public internet', el: 'δεν βρίσκεται στο δημόσιο διαδίκτυο' },
} as const satisfies Record<string, Words>

/**
 * The address of a webhook in its one spelling, which is also the one that is connected to. Names are looked up when
 * something is sent, not here.
 * @throws NOTICES_URL_REFUSED
 */
export function parseWebhookUrl(text: string, reach: Reach): string {
  const url = text.length > URL_CHARACTERS_MAX ? null : URL.parse(text)
  if (url === null || url.hostname === '') return refuse(reasons.form)
  if (url.username !== '' || url.password !== '') return refuse(reasons.user)
  if (url.hash !== '' || text.includes('#')) return refuse(reasons.fragment)
  const host = hostOf(url)
  const isHere = reach.loopback && (isLoopbackAddress(host) || host === 'localhost')
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHere)) return refuse(reasons.scheme)
  if (isIP(host) !== 0 && !isPublicAddress(host) && !isHere) return refuse(reasons.place)
  return url.href
}

/** The name or address that a URL leads to, without the brackets of IPv6. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1')
}

/**
 * True when a webhook may be sent to an address that its name stands for now.
 * @param address what the name was resolved to, or the address in the URL itself
 */
export function mayConnect(address: string, { protocol, loopback }: Reach & { readonly protocol: string }): boolean {
  if (loopback && isLoopbackAddress(address)) return true
  return protocol === 'https:' && isPublicAddress(address)
}

function refuse(reason: Words): never {
  throw noticesErrors.NOTICES_URL_REFUSED({ reason })
}
