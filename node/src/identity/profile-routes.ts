import { identityErrors, type PartyProfile, parsePartyProfile, partyProfileDigest } from '@symbolon/protocol/identity'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App } from '../kernel/index.ts'
import { carryOut } from './carry-out.ts'
import type { PartyRouteParts } from './party-routes.ts'
import { requirePrincipal } from './policy.ts'
import { digestSchema, hexSchema, nonceTextSchema, partySchema, presentParty } from './present.ts'

const body = z.object({
  name: z.object({ el: z.string(), en: z.string() }),
  recipient: z.string().max(3000),
  endpoint: z.string().max(200).optional(),
  country: z.string().max(2).optional().describe('ISO 3166-1 alpha-2'),
  previous: digestSchema.describe('Digest of the profile that this one replaces'),
  nonce: nonceTextSchema.describe('Decimal; any number that the institution has not used'),
  deadline: z.int().positive().describe('Seconds since 1970'),
  signature: hexSchema,
})
type Update = z.infer<typeof body>

/** An institution replaces its profile; handle and kind stay as they were registered. */
export function profileRoutes(app: App, parts: PartyRouteParts): void {
  const schema = {
    tags: ['parties'],
    summary: 'Replace the profile of your institution',
    body,
    response: { 200: partySchema },
  }
  app.post('/v1/parties/me/profile', { schema }, async (request) => {
    const profile = await profileOf(parts, request)
    await replaceProfile(parts, request, profile)
    const row = await parts.store.institution({ address: requirePrincipal(request).address })
    if (!row) throw identityErrors.IDENTITY_PARTY_UNKNOWN()
    return presentParty(row, parts.hosted)
  })
}

/** The new profile of the institution that signed in, under its registered handle and kind. */
async function profileOf({ store }: PartyRouteParts, request: FastifyRequest<{ Body: Update }>): Promise<PartyProfile> {
  const { address } = requirePrincipal(request)
  const present = await store.institution({ address })
  if (!present) {
    const account = await store.ofAccount(address)
    throw account?.kind === 'person' ? identityErrors.IDENTITY_PARTY_EXISTS() : identityErrors.IDENTITY_PARTY_MISSING()
  }
  const { handle, kind } = present
  const { name, recipient, endpoint, country } = request.body
  return parsePartyProfile({ v: 1, handle, kind, name, recipient, endpoint, country })
}

async function replaceProfile(
  { context, store }: PartyRouteParts,
  request: FastifyRequest<{ Body: Update }>,
  profile: PartyProfile,
): Promise<void> {
  const { address } = requirePrincipal(request)
  const { previous, nonce, deadline, signature } = request.body
  const digest = partyProfileDigest(profile)
  const update = { party: address, previous, profile: digest, nonce: BigInt(nonce), deadline: BigInt(deadline) }
  const call = { contract: 'Parties', functionName: 'updateProfile', args: [update, signature] } as const
  const save = (queries: Parameters<typeof store.saveSignedProfile>[0]) =>
    store.saveSignedProfile(queries, { address, profile, digest })
  await carryOut(context, { call, signature, save })
}
