import { consentErrors } from '@symbolon/protocol/consent'
import { type Hex, type Id, isId } from '@symbolon/protocol/kernel'
import { z } from 'zod'
import { requireParty, sealedBodies } from '../identity/index.ts'
import {
  type App,
  type NodeContext,
  pageQuery,
  pageSchema,
  presentPage,
  readCursor,
  revocationRate,
} from '../kernel/index.ts'
import type { TransparencyLog } from '../log/index.ts'
import { giveGrants } from './give-grants.ts'
import { type AuthorityRow, findAuthorities, findGrant, type GrantRow, grantStates, listGrants } from './grant-list.ts'
import { givenGrants, giving, recordId, signature } from './grant-schemas.ts'
import type { Endings, RecordOwners } from './ports.ts'
import { grantDetail, grantSummary, presentGrant, presentGrantDetail } from './present-grant.ts'
import { revokeGrant } from './revoke-grant.ts'

export interface ConsentDoor {
  readonly context: NodeContext
  readonly owners: RecordOwners
  readonly log: TransparencyLog
  readonly endings?: Pick<Endings, 'grantEnded'>
}

const tags = ['consent']
const grantPath = z.object({ grant: z.string() })
const revoked = z.object({
  grant: z.string(),
  ended_at: z.string(),
  seen: z.object({
    entries: z.int(),
    everything: z.boolean().meta({ description: 'The keys of all that the grant covers were handed out' }),
    first_at: z.string().nullable(),
    last_at: z.string().nullable(),
  }),
  state: z.enum(['saved', 'recorded']),
})

/** /v1/grants: give, list, show, end. */
export function grantRoutes(app: App, door: ConsentDoor): void {
  giveRoute(app, door)
  listRoute(app, door)
  showRoute(app, door)
  revokeRoute(app, door)
}

function giveRoute(app: App, { context, owners }: ConsentDoor): void {
  const schema = { tags, summary: 'Give up to 250 grants', body: giving, response: { 201: givenGrants } }
  const config = { idempotency: 'by-handler', problems: ['404'] } as const
  app.post('/v1/grants', { schema, config, ...sealedBodies }, async (request, reply) => {
    const { party: subject } = requireParty(request)
    const grants = await giveGrants({ context, owners, subject }, request.body)
    return reply.code(201).send({ grants })
  })
}

function listRoute(app: App, { context }: ConsentDoor): void {
  const querystring = z.object({
    ...pageQuery,
    side: z.enum(['given', 'received']).default('given'),
    state: z.enum(grantStates).optional(),
    record: recordId.optional(),
  })
  const schema = { tags, summary: 'List grants', querystring, response: { 200: pageSchema(grantSummary) } }
  app.get('/v1/grants', { schema }, async (request, reply) => {
    const { party } = requireParty(request)
    const { limit, side, state, record } = request.query
    const [after] = readCursor(request.query.after, ['']) ?? []
    const now = context.clock.now()
    const rows = await context.database.query<GrantRow>(
      listGrants({ party, side, state, record, after, limit: limit + 1, now }),
    )
    return presentPage({ request, reply }, { rows, limit, present: presentGrant, keys: ({ grant }) => [grant] })
  })
}

function showRoute(app: App, { context }: ConsentDoor): void {
  const schema = { tags, summary: 'Show a grant', params: grantPath, response: { 200: grantDetail } }
  app.get('/v1/grants/:grant', { schema }, async (request) => {
    const { party } = requireParty(request)
    const { grant } = request.params
    const [row] = await context.database.query<GrantRow>(findGrant({ grant, party, now: context.clock.now() }))
    if (!row) throw consentErrors.CONSENT_GRANT_UNKNOWN()
    const asked = row.root && findAuthorities({ root: row.root, records: row.records })
    return presentGrantDetail(row, asked ? await context.database.query<AuthorityRow>(asked) : [])
  })
}

function revokeRoute(app: App, { context, endings }: ConsentDoor): void {
  const schema = {
    tags,
    summary: 'End a grant, at once and for ever',
    params: grantPath,
    body: z.object({ signature }),
    response: { 200: revoked },
  }
  const config = { idempotency: 'by-handler', rateLimit: revocationRate(app) } as const
  app.post('/v1/grants/:grant/revocation', { schema, config }, async (request) => {
    const { party: by } = requireParty(request)
    const { grant } = request.params
    if (!isId('grant', grant)) throw consentErrors.CONSENT_GRANT_UNKNOWN()
    const ended = () => endings?.grantEnded(grant as Id<'grant'>)
    const signature = request.body.signature as Hex
    return revokeGrant(context, { grant: grant as Id<'grant'>, by, signature, ended })
  })
}
