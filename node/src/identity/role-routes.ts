import { roleId } from '@symbolon/protocol/identity'
import { getAddress } from 'viem/utils'
import { z } from 'zod'
import type { App, NodeContext } from '../kernel/index.ts'
import { carryOut } from './carry-out.ts'
import { requirePrincipal } from './policy.ts'
import {
  addressSchema,
  hexSchema,
  nonceTextSchema,
  presentRoleChange,
  roleChangeSchema,
  roleSchema,
} from './present.ts'

const tags = ['roles']
const response = { 201: roleChangeSchema }
const change = {
  party: addressSchema.transform((address) => getAddress(address.toLowerCase())),
  role: roleSchema,
  nonce: nonceTextSchema.describe('Decimal; any number that the authority has not used'),
  deadline: z.int().positive().describe('Seconds since 1970'),
  signature: hexSchema,
}
const grantBody = z.object({ ...change, until: z.int().positive().describe('Seconds since 1970') })
const revocationBody = z.object(change)

/** Authorities give roles and take them back; the contract checks that they may. */
export function roleRoutes(app: App, { context }: { context: NodeContext }): void {
  const config = { problems: ['404'] } as const
  const grant = { tags, summary: 'Give a role, signed by an authority', body: grantBody, response }
  app.post('/v1/roles', { schema: grant, config }, async (request, reply) => {
    const { party, role, until, nonce, deadline, signature } = request.body
    const authority = requirePrincipal(request).address
    const intent = {
      authority,
      party,
      role: roleId(role),
      until: BigInt(until),
      nonce: BigInt(nonce),
      deadline: BigInt(deadline),
    }
    const call = { contract: 'Parties', functionName: 'grantRole', args: [intent, signature] } as const
    return reply.code(201).send(presentRoleChange({ party, role, until }, await carryOut(context, { call, signature })))
  })

  const revocation = { tags, summary: 'Take a role back, signed by an authority', body: revocationBody, response }
  app.post('/v1/roles/revocations', { schema: revocation, config }, async (request, reply) => {
    const { party, role, nonce, deadline, signature } = request.body
    const authority = requirePrincipal(request).address
    const intent = { authority, party, role: roleId(role), nonce: BigInt(nonce), deadline: BigInt(deadline) }
    const call = { contract: 'Parties', functionName: 'revokeRole', args: [intent, signature] } as const
    return reply.code(201).send(presentRoleChange({ party, role }, await carryOut(context, { call, signature })))
  })
}
