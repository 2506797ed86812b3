import { askSigned } from '../identity/index.ts'
import type { Client } from '../kernel/index.ts'

/** GLNs and company prefixes of a party. */
export interface PartyIdentifiers {
  /** The 13 digits of a GLN, or `prefix:` and the 4 to 12 digits of a GS1 company prefix. */
  readonly identifiers: readonly string[]
}

/** The caller's GLNs and company prefixes. */
export async function getIdentifiers(client: Client): Promise<PartyIdentifiers> {
  return await askSigned(client, { method: 'GET', path: '/v1/custody/identifiers' })
}

/**
 * The caller holds these identifiers and no others: events that name one of them are its to see.
 * @throws CUSTODY_IDENTIFIER_INVALID, CUSTODY_IDENTIFIER_TAKEN, CUSTODY_IDENTIFIER_UNVOUCHED
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
