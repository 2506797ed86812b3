import type { EventTypeName } from '@symbolon/protocol/notices'
import { askSigned } from '../identity/index.ts'
import { type Client, newKey } from '../kernel/index.ts'

/** Where a party has notices sent by e-mail. */
export interface NoticesEmail {
  readonly address: string
  readonly events: readonly EventTypeName[]
  /** `unconfirmed`: it gets nothing but the code. */
  readonly state: 'unconfirmed' | 'active'
}

/** An address that a code is on its way to. */
export interface GivenEmail {
  readonly state: 'unconfirmed'
  /** How long the code is valid. */
  readonly code_minutes: number
}

/**
 * Sends a code to the address, which takes the place of the one before.
 * @throws NOTICES_EMAIL_INVALID, NOTICES_EMAIL_NOT_OFFERED, NOTICES_CODES_TOO_MANY, NOTICES_MAIL_FAILED
 */
export async function giveNoticesEmail(
  client: Client,
  giving: { readonly address: string; readonly events?: readonly EventTypeName[] },
): Promise<GivenEmail> {
  return await askSigned(client, { method: 'PUT', path: '/v1/notices/email', body: giving })
}

/** From now on the address is told of what happens. @throws NOTICES_CODE_INVALID, NOTICES_EMAIL_UNKNOWN */
export async function confirmNoticesEmail(
  client: Client,
  { code }: { readonly code: string },
): Promise<{ readonly state: 'active' }> {
  const path = '/v1/notices/email/confirmation'
  return await askSigned(client, { method: 'POST', path, body: { code }, idempotencyKey: newKey(client, 'code') })
}

/** One's own address. @throws NOTICES_EMAIL_UNKNOWN */
export async function getNoticesEmail(client: Client): Promise<NoticesEmail> {
  return await askSigned(client, { method: 'GET', path: '/v1/notices/email' })
}

/** The address is erased, and nothing more is sent to it. @throws NOTICES_EMAIL_UNKNOWN */
export async function eraseNoticesEmail(client: Client): Promise<void> {
  await askSigned(client, { method: 'DELETE', path: '/v1/notices/email' })
}
