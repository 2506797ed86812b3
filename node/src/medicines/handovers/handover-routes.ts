import { type Hex, isId } from '@symbolon/protocol/kernel'
import { medicinesErrors } from '@symbolon/protocol/medicines'
import type { FastifyRequest } from 'fastify'
import { requireParty } from '../../identity/index.ts'
import { type App, pageSchema, presentPage, readCursor } from '../../kernel/index.ts'
import type { MedicinesDoor } from '../door.ts'
import { holderRoles, requireRole } from '../policy.ts'
import { acceptHandover } from './accept-handover.ts'
import { endHandover } from './end-handover.ts'
import * as schemas from './handover-schemas.ts'
import { findHandover, type HandoverRow, listHandovers } from './handover-store.ts'
import { offerHandover } from './offer-handover.ts'
import { presentHandover } from './present-handover.ts'

const tags = ['medicines']
const params = schemas.handoverParams
const response = { 200: schemas.handoverSchema }
const config = { problems: ['404'] } as const

/** /v1/handovers: offered by the holder, accepted by the receiver, then on the ledger. */
export function handoverRoutes(app: App, door: MedicinesDoor): void {
  offerRoute(app, door)
  acceptanceRoute(app, door)
  endingRoutes(app, door)
  readRoutes(app, door)
}

function offerRoute(app: App, door: MedicinesDoor): void {
  const { context } = door
  const schema = { tags, summary: 'Offer packs', body: schemas.offering, response: { 201: schemas.handoverSchema } }
  app.post('/v1/handovers', { schema }, async (request, reply) => {
    const sender = await requireRole(context, request, holderRoles)
    const row = await offerHandover(door, sender, request.body)
    return reply.code(201).send(presentHandover(row, context.clock.now()))
  })
}

function acceptanceRoute(app: App, door: MedicinesDoor): void {
  const { context } = door
  const schema = { tags, summary: 'Accept packs: you hold them', params, body: schemas.accepting, response }
  const options = { schema, config: { ...config, idempotency: 'by-handler' } } as const
  app.post('/v1/handovers/:handover/acceptance', options, async (request) => {
    const receiver = await requireRole(context, request, holderRoles)
    const row = await ownHandover(door, request, 'to_party')
    const accepted = await acceptHandover(door, { row, receiver, signature: request.body.signature as Hex })
    return presentHandover(accepted, context.clock.now())
  })
}

function endingRoutes(app: App, door: MedicinesDoor): void {
  const end = async (request: FastifyRequest, { side, as }: Ending) => {
    await endHandover(door, { row: await ownHandover(door, request, side), as })
    return presentHandover(await ownHandover(door, request, side), door.context.clock.now())
  }
  const refuse = { tags, summary: 'Refuse packs that are offered to you', params, response }
  app.post('/v1/handovers/:handover/refusal', { schema: refuse, config }, (request) =>
    end(request, { side: 'to_party', as: 'refused' }),
  )
  const withdraw = { tags, summary: 'Withdraw an offer', params, response }
  app.post('/v1/handovers/:handover/withdrawal', { schema: withdraw, config }, (request) =>
    end(request, { side: 'from_party', as: 'withdrawn' }),
  )
}

/** Who ends an offer, and as what. */
interface Ending {
  readonly side: 'from_party' | 'to_party'
  readonly as: 'refused' | 'withdrawn'
}

function readRoutes(app: App, door: MedicinesDoor): void {
  const { database, clock } = door.context
  const list = {
    tags,
    summary: 'Handovers from you or to you',
    querystring: schemas.listingHandovers,
    response: { 200: pageSchema(schemas.handoverSchema) },
  }
  app.get('/v1/handovers', { schema: list }, async (request, reply) => {
    const { party } = requireParty(request)
    const { side, state, limit } = request.query
    const [after] = readCursor(request.query.after, ['']) ?? []
    const now = clock.now()
    const asked = { party, side, state, now: new Date(now), after, limit: limit + 1 }
    const rows = await database.query<HandoverRow>(listHandovers(asked))
    const present = (row: HandoverRow) => presentHandover(row, now)
    return presentPage({ request, reply }, { rows, limit, present, keys: ({ handover }) => [handover] })
  })
  const show = { tags, summary: 'A handover', params, response }
  app.get('/v1/handovers/:handover', { schema: show, config }, async (request) =>
    presentHandover(await ownHandover(door, request, 'any'), clock.now()),
  )
}

/** A handover of the caller's, on this side of it; any other looks as if it never was. */
async function ownHandover(
  { context }: MedicinesDoor,
  request: FastifyRequest,
  side: 'from_party' | 'to_party' | 'any',
): Promise<HandoverRow> {
  const { party } = requireParty(request)
  const { handover } = request.params as { handover: string }
  const row = isId('handover', handover) ? await findHandover(context.database, { handover, party }) : undefined
  if (!row || (side !== 'any' && row[side] !== party)) throw medicinesErrors.MEDICINES_HANDOVER_UNKNOWN()
  return row
}
