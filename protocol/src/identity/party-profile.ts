import { sha256 } from '@noble/hashes/sha2.js'
import { canonicalJson, countryLetters, type Hex, type JsonValue, toHex, utf8 } from '../kernel/index.ts'
import { identityErrors } from './errors.ts'
import { type InstitutionKind, institutionKinds } from './party-kinds.ts'
import { type PartyRecipient, parsePartyRecipient } from './recipient.ts'

/** Characters that one name of an institution has at most. */
export const PARTY_NAME_CHARACTERS_MAX = 120
/** Characters that an endpoint has at most. */
export const PARTY_ENDPOINT_CHARACTERS_MAX = 200

/** What an institution says of itself; the chain holds its digest, nodes serve it. */
export interface PartyProfile {
  readonly v: 1
  /** 3 to 40 lower-case letters, digits and hyphens. */
  readonly handle: string
  readonly name: { readonly el: string; readonly en: string }
  readonly kind: InstitutionKind
  readonly recipient: PartyRecipient
  /** Where its own node answers: https, or http on the same machine. */
  readonly endpoint?: string
  /** Where it works: ISO 3166-1 alpha-2. */
  readonly country?: string
}

const fields = ['v', 'handle', 'name', 'kind', 'recipient', 'endpoint', 'country']

/**
 * The only door from JSON to a profile: every field right, none unknown.
 * @throws IDENTITY_PROFILE_INVALID with the field
 */
export function parsePartyProfile(value: unknown): PartyProfile {
  const given = objectOf(value, 'profile')
  const unknown = Object.keys(given).find((field) => !fields.includes(field))
  if (unknown !== undefined) throw invalid('profile')
  if (given.v !== 1) throw invalid('v')
  const profile = {
    v: 1,
    handle: parseHandle(given.handle),
    name: parseName(given.name),
    kind: parseInstitutionKind(given.kind),
    recipient: parsePartyRecipient(textOf(given.recipient, 'recipient')),
  } as const
  return {
    ...profile,
    ...(given.endpoint !== undefined && { endpoint: parseEndpoint(given.endpoint) }),
    ...(given.country !== undefined && { country: parseCountry(given.country) }),
  }
}

/** SHA-256 of the canonical JSON of a profile: what an institution signs and the chain keeps. @source RFC 8785 */
export function partyProfileDigest(profile: PartyProfile): Hex {
  return toHex(sha256(utf8(canonicalJson(profile as unknown as JsonValue))))
}

/** True when the text can be an institution's handle. */
export function isHandle(text: string): boolean {
  return /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(text) && text.length >= 3 && text.length <= 40
}

function parseHandle(value: unknown): string {
  const text = textOf(value, 'handle')
  if (!isHandle(text)) throw invalid('handle')
  return text
}

function parseName(value: unknown): PartyProfile['name'] {
  const given = objectOf(value, 'name')
  if (Object.keys(given).some((language) => language !== 'el' && language !== 'en')) throw invalid('name')
  return { el: parseWords(given.el), en: parseWords(given.en) }
}

function parseWords(value: unknown): string {
  const text = textOf(value, 'name')
  const plain =
    text.trim() === text &&
    text.normalize('NFC') === text &&
    !/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u.test(text)
  if (!plain || text === '' || text.length > PARTY_NAME_CHARACTERS_MAX) throw invalid('name')
  return text
}

function parseInstitutionKind(value: unknown): InstitutionKind {
  const kind = institutionKinds.find((known) => known === value)
  if (!kind) throw invalid('kind')
  return kind
}

function parseEndpoint(value: unknown): string {
  const text = textOf(value, 'endpoint')
  // Only what reads as it is: printable ASCII that the URL parser leaves alone, but for the slash of an empty path.
  const isPlain = /^[\x21-\x7e]+$/.test(text) && text.length <= PARTY_ENDPOINT_CHARACTERS_MAX
  const url = isPlain ? URL.parse(text) : null
  if (url?.href !== text && url?.origin !== text) throw invalid('endpoint')
  if (!url || url.username || url.password || url.search || url.hash) throw invalid('endpoint')
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local)) throw invalid('endpoint')
  return text
}

function parseCountry(value: unknown): string {
  const text = textOf(value, 'country')
  if (!countryLetters.has(text)) throw invalid('country')
  return text
}

function objectOf(value: unknown, field: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(field)
  return value as Record<string, unknown>
}

function textOf(value: unknown, field: string): string {
  if (typeof value !== 'string') throw invalid(field)
  return value
}

function invalid(field: string): Error {
  return identityErrors.IDENTITY_PROFILE_INVALID({ field })
}
