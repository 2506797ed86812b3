import { identityErrors } from '@symbolon/protocol/identity'
import type { Id } from '@symbolon/protocol/kernel'
import type { FastifyReply, FastifyRequest, RequestPayload } from 'fastify'
import { type Principal, SEALED_BODY_BYTES_MAX } from '../kernel/index.ts'

/** Whoever signed in. @throws IDENTITY_SIGNED_OUT */
export function requirePrincipal(request: FastifyRequest): Principal {
  if (!request.principal) throw identityErrors.IDENTITY_SIGNED_OUT()
  return request.principal
}

/** Options of a route that reads bodies with seals in them, of parties only: nobody else's is read. */
export const sealedBodies = {
  bodyLimit: SEALED_BODY_BYTES_MAX,
  async preParsing(request: FastifyRequest, _reply: FastifyReply, payload: RequestPayload): Promise<RequestPayload> {
    requireParty(request)
    return payload
  },
} as const

/** Whoever signed in and has a party. @throws IDENTITY_SIGNED_OUT, IDENTITY_PARTY_MISSING */
export function requireParty(request: FastifyRequest): Principal & { readonly party: Id<'party'> } {
  const principal = requirePrincipal(request)
  if (principal.party === undefined) throw identityErrors.IDENTITY_PARTY_MISSING()
  return { ...principal, party: principal.party }
}
