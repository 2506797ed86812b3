import { identityErrors } from '@symbolon/protocol/identity'
import type { Id } from '@symbolon/protocol/kernel'
import type { FastifyRequest } from 'fastify'
import type { Principal } from '../kernel/index.ts'

/** Whoever signed in. @throws IDENTITY_SIGNED_OUT */
export function requirePrincipal(request: FastifyRequest): Principal {
  if (!request.principal) throw identityErrors.IDENTITY_SIGNED_OUT()
  return request.principal
}

/** Whoever signed in and has a party. @throws IDENTITY_SIGNED_OUT, IDENTITY_PARTY_MISSING */
export function requireParty(request: FastifyRequest): Principal & { readonly party: Id<'party'> } {
  const principal = requirePrincipal(request)
  if (principal.party === undefined) throw identityErrors.IDENTITY_PARTY_MISSING()
  return { ...principal, party: principal.party }
}
