import {
  identityErrors,
  isHandle,
  type PartyProfile,
  parsePartyProfile,
  parsePartyRecipient,
  partyKinds,
  partyProfileDigest,
} from '@symbolon/protocol/identity'
import { isId } from '@symbolon/protocol/kernel'
import type { FastifyRequest } from 'fastify'
import { getAddress } from 'viem/utils'
import { z } from 'zod'
import { type App, isFault, type NodeContext, pageQuery, pageSchema, presentPage, readCursor } from '../kernel/index.ts'
import { carryOut } from './carry-out.ts'
import type { HostedInstitutions } from './hosted.ts'
import type { PartyRow, PartyStore } from './party-store.ts'
import { requireParty, requirePrincipal } from './policy.ts'
import { hexSchema, institutionKindSchema, partySchema, presentParty } from './present.ts'
import type { SessionCache } from './session-cache.ts'

const tags = ['parties']
const recipient = z.string().max(3000)
const personBody = z.object({ recipient })
const institutionBody = z.object({
  handle: z.string().max(40),
  name: z.object({ el: z.string(), en: z.string() }),
  kind: institutionKindSchema,
  recipient,
  endpoint: z.string().max(200).optional(),
  country: z.string().max(2).optional().describe('ISO 3166-1 alpha-2'),
  deadline: z.int().positive(),
  signature: hexSchema,
})

/** What the routes of parties are made with. */
export interface PartyRouteParts {
  readonly context: NodeContext
  readonly store: PartyStore
  readonly cache: SessionCache
  readonly hosted: HostedInstitutions
}

export function partyRoutes(app: App, parts: PartyRouteParts): void {
  ownPartyRoutes(app, parts)
  institutionRoutes(app, parts)
}

function ownPartyRoutes(app: App, { store, cache, hosted }: PartyRouteParts): void {
  const own = async (request: FastifyRequest) => {
    const row = await store.byId(requireParty(request).party)
    if (!row) throw identityErrors.IDENTITY_PARTY_MISSING()
    return presentParty(row, hosted)
  }
  app.get('/v1/parties/me', { schema: { tags, summary: 'Your own party', response: { 200: partySchema } } }, own)
  const save = { tags, summary: 'Register yourself as a person', body: personBody, response: { 200: partySchema } }
  app.put('/v1/parties/me', { schema: save }, async (request) => {
    const { address } = requirePrincipal(request)
    const recipient = parsePartyRecipient(request.body.recipient)
    await store.savePerson({ address, recipient })
    cache.forgetAccount(address)
    const account = await store.ofAccount(address)
    if (account?.kind !== 'person') throw identityErrors.IDENTITY_PARTY_EXISTS()
    const person = known(await store.byId(account.party))
    if (person.recipient !== recipient) throw identityErrors.IDENTITY_RECIPIENT_FIXED()
    return presentParty(person, hosted)
  })
}

function institutionRoutes(app: App, parts: PartyRouteParts): void {
  const { store, hosted } = parts
  const create = { tags, summary: 'Register an institution', body: institutionBody, response: { 201: partySchema } }
  app.post('/v1/parties', { schema: create }, async (request, reply) => {
    const { deadline, signature, ...profile } = request.body
    const intent = { profile: parsePartyProfile({ v: 1, ...profile }), deadline, signature }
    return reply.code(201).send(presentParty(await register(parts, request, intent), hosted))
  })

  const listQuery = z.object({ ...pageQuery, kind: institutionKindSchema.optional() })
  const list = { tags, summary: 'Institutions', querystring: listQuery, response: { 200: pageSchema(partySchema) } }
  app.get('/v1/parties', { schema: { ...list, security: [] } }, async (request, reply) => {
    const { kind, limit } = request.query
    const [after] = readCursor(request.query.after, ['']) ?? []
    const rows = await store.institutions({ kind, after, limit: limit + 1 })
    return presentPage({ request, reply }, { rows, limit, present: (row) => presentParty(row, hosted), keys: keysOf })
  })

  const params = z.object({ party: z.string().describe('pty_…, handle or address') })
  // A person is told only to someone who signed in.
  const security = [{}, { session: [] }]
  const one = { tags, security, summary: 'One party', params, response: { 200: partySchema } }
  app.get('/v1/parties/:party', { schema: one, config: { etag: true } }, async (request) =>
    presentParty(known(await find(store, request)), hosted),
  )
}

/** Institutions are public; a person is told only to someone who signed in and knows the identifier. */
async function find(store: PartyStore, request: FastifyRequest<{ Params: { party: string } }>) {
  const { party } = request.params
  if (isId('party', party)) {
    const row = await store.byId(party)
    if (row?.kind === 'person') requirePrincipal(request)
    return row
  }
  if (/^0x[0-9a-fA-F]{40}$/.test(party)) return store.institution({ address: getAddress(party.toLowerCase()) })
  return isHandle(party) ? store.institution({ handle: party }) : undefined
}

async function register(
  { context, store, cache }: PartyRouteParts,
  request: FastifyRequest,
  { profile, deadline, signature }: { profile: PartyProfile; deadline: number; signature: string },
): Promise<PartyRow> {
  const { address } = requirePrincipal(request)
  if ((await store.ofAccount(address))?.kind === 'person') throw identityErrors.IDENTITY_PARTY_EXISTS()
  const digest = partyProfileDigest(profile)
  const registration = {
    party: address,
    kind: partyKinds[profile.kind].number,
    profile: digest,
    deadline: BigInt(deadline),
  }
  const call = { contract: 'Parties', functionName: 'register', args: [registration, signature] } as const
  try {
    await carryOut(context, {
      call,
      signature,
      save: (queries) => store.saveInstitution(queries, { address, profile, digest }),
    })
  } catch (error) {
    if (isFault(error, '23505'))
      throw identityErrors.IDENTITY_HANDLE_TAKEN({ handle: profile.handle }, { cause: error })
    throw error
  }
  cache.forgetAccount(address)
  return known(await store.institution({ address }))
}

function keysOf(row: PartyRow): [string] {
  return [row.handle ?? '']
}

function known(row: PartyRow | undefined): PartyRow {
  if (!row) throw identityErrors.IDENTITY_PARTY_UNKNOWN()
  return row
}
