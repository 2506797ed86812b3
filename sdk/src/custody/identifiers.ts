import { askSigned } from '../identity/index.ts'
import type { Client } from '../kernel/index.ts'

/** By which identifiers events name a party. */
export interface PartyIdentifiers {
  /** GLNs of 13 digits, and `prefix:` with the digits of a GS1 company prefix. */
  readonly identifiers: readonly string[]
}

/** The identifiers by which events name the caller. */
export async function getIdentifiers(client: Client): Promise<PartyIdentifiers> {
  return await askSigned(client, { method: 'GET', path: '/v1/custody/identifiers' })
}

/**
 * Events that name one of these identifiers, and no others, are for the caller to see.
 * @throws CUSTODY_IDENTIFIER_INVALID, CUSTODY_IDENTIFIER_TAKEN, CUSTODY_IDENTIFIER_UNVOUCHED
 * @example await setIdentifiers(wholesaler, { identifiers: ['5200000000022'] })
 */
export async function setIdentifiers(client: Client, { identifiers }: PartyIdentifiers): Promise<PartyIdentifiers> {
  return await askSigned(client, { method: 'PUT', path: '/v1/custody/identifiers', body: { identifiers } })
}

/** What `setIdentifiers` would add and take away; nothing is sent. */
export async function simulateSetIdentifiers(
  client: Client,
  { identifiers }: PartyIdentifiers,
): Promise<{ readonly added: readonly string[]; readonly removed: readonly string[] }> {
  const held = (await getIdentifiers(client)).identifiers
  return {
    added: identifiers.filter((one) => !held.includes(one)),
    removed: held.filter((one) => !identifiers.includes(one)),
  }
}
