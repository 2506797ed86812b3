import { type Hex, isId } from '@symbolon/protocol/kernel'
import { medicinesErrors } from '@symbolon/protocol/medicines'
import type { FastifyRequest } from 'fastify'
import { requireParty } from '../../identity/index.ts'
import { type App, type NodeContext, pageSchema, presentPage, readCursor } from '../../kernel/index.ts'
import { endedStates } from '../batches/present-batch.ts'
import type { MedicinesDoor } from '../door.ts'
import { type Actor, actorOf } from '../policy.ts'
import { confirmRecall } from './confirm-recall.ts'
import { confirmerRoutes } from './confirmer-routes.ts'
import { presentRecall, presentRecallDetail } from './present-recall.ts'
import { proposeRecall } from './propose-recall.ts'
import * as schemas from './recall-schemas.ts'
import { findHolders, findRecall, listRecalls, type RecallRow } from './recall-store.ts'

const tags = ['medicines']
const params = schemas.recallParams
const config = { problems: ['404'] } as const

/** /v1/recalls: proposed by one, confirmed by another, acknowledged by whoever holds packs. */
export function recallRoutes(app: App, door: MedicinesDoor): void {
  confirmerRoutes(app, door)
  changeRoutes(app, door)
  acknowledgementRoute(app, door.context)
  readRoutes(app, door.context)
}

function changeRoutes(app: App, { context }: MedicinesDoor): void {
  const propose = {
    tags,
    summary: 'Propose to recall a lot or to withdraw a product',
    body: schemas.proposing,
    response: { 201: schemas.recallSummary },
  }
  app.post('/v1/recalls', { schema: propose }, async (request, reply) => {
    const actor = await actorOf(context, request)
    return reply.code(201).send(presentRecall(await proposeRecall(context, actor, request.body)))
  })
  const confirm = {
    tags,
    summary: 'Confirm a recall, as a second person: it goes to the ledger',
    params,
    body: schemas.confirming,
    response: { 200: schemas.recallSummary },
  }
  const options = { schema: confirm, config: { ...config, idempotency: 'by-handler' } } as const
  app.post('/v1/recalls/:recall/confirmation', options, async (request) => {
    const second = requireParty(request)
    const row = await recallOf(context, request)
    const signature = request.body.signature as Hex
    return presentRecall(await confirmRecall(context, { row, second, signature }))
  })
}

function acknowledgementRoute(app: App, context: NodeContext): void {
  const schema = {
    tags,
    summary: 'Acknowledge a recall: what you found and set aside',
    params,
    body: schemas.acknowledging,
    response: { 200: schemas.recallSummary },
  }
  app.post('/v1/recalls/:recall/acknowledgement', { schema, config }, async (request) => {
    const { party } = requireParty(request)
    const row = await recallOf(context, request)
    if (!row.is_told) throw medicinesErrors.MEDICINES_RECALL_UNKNOWN()
    await context.database.query({
      name: 'medicines_recall_acknowledge',
      text: `update medicines.recall_notice set acknowledged_at = coalesce(acknowledged_at, $3), set_aside = $4
        where recall = $1 and party = $2`,
      values: [row.recall, party, new Date(context.clock.now()), request.body.set_aside],
    })
    return presentRecall(await recallOf(context, request))
  })
}

function readRoutes(app: App, context: NodeContext): void {
  const { database } = context
  const list = {
    tags,
    summary: 'Recalls that you are told of, proposed or may confirm',
    querystring: schemas.listingRecalls,
    response: { 200: pageSchema(schemas.recallSummary) },
  }
  app.get('/v1/recalls', { schema: list }, async (request, reply) => {
    const { party, roles } = await actorOf(context, request)
    const { side, limit } = request.query
    const [after] = readCursor(request.query.after, ['']) ?? []
    const asked = { party, side, isRegulator: roles.has('regulator'), after, limit: limit + 1 }
    const rows = await database.query<RecallRow>(listRecalls(asked))
    return presentPage({ request, reply }, { rows, limit, present: presentRecall, keys: ({ recall }) => [recall] })
  })
  const show = { tags, summary: 'A recall', params, response: { 200: schemas.recallDetail } }
  app.get('/v1/recalls/:recall', { schema: show, config }, async (request) => {
    const viewer = await actorOf(context, request)
    const row = await recallOf(context, request)
    if (!(await maySee(context, row, viewer))) throw medicinesErrors.MEDICINES_RECALL_UNKNOWN()
    const isRecorded = row.state === 'recorded'
    const holders = isRecorded ? await findHolders(database, { ...row, ended: endedStates }) : []
    return presentRecallDetail(row, { holders, seesHolders: seesHolders(row, viewer) })
  })
}

async function recallOf({ database }: NodeContext, request: FastifyRequest) {
  const { party } = requireParty(request)
  const { recall } = request.params as { recall: string }
  const row = isId('recall', recall) ? await findRecall(database, { recall, party }) : undefined
  if (!row) throw medicinesErrors.MEDICINES_RECALL_UNKNOWN()
  return row
}

function seesHolders({ proposed_by }: RecallRow, { party, roles }: Actor): boolean {
  return party === proposed_by || roles.has('regulator')
}

/** Whoever proposed it, is told of it or may confirm it, and regulators. */
async function maySee(
  { database }: NodeContext,
  row: RecallRow & { readonly is_told: boolean },
  viewer: Actor,
): Promise<boolean> {
  if (row.is_told || seesHolders(row, viewer)) return true
  const [named] = await database.query({
    name: 'medicines_recall_is_confirmer',
    text: 'select from medicines.recall_confirmer where party = $1 and person = $2 and named_at < $3',
    values: [row.proposed_by, viewer.party, row.proposed_at],
  })
  return named !== undefined
}
