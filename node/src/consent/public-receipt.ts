import { consentErrors } from '@symbolon/protocol/consent'
import type { FastifyRequest } from 'fastify'
import { requireParty } from '../identity/index.ts'
import type { TransparencyLog } from '../log/index.ts'

/** Nobody has to sign in for a receipt that is about nobody. */
export const publicOrSigned = [{}, { session: [] }]

/**
 * The body of a receipt that anybody may see: one that is about no party.
 * @throws IDENTITY_SIGNED_OUT, IDENTITY_PARTY_MISSING, CONSENT_RECEIPT_UNKNOWN
 */
export async function publicReceipt(
  log: TransparencyLog,
  { request, receipt }: { readonly request: FastifyRequest; readonly receipt: string },
): Promise<string> {
  const body = await log.readPublic(receipt)
  if (body !== undefined) return body
  requireParty(request)
  throw consentErrors.CONSENT_RECEIPT_UNKNOWN()
}
