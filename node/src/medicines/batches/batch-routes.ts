import { isId } from '@symbolon/protocol/kernel'
import { medicinesErrors, SERIAL_ROW_BYTES } from '@symbolon/protocol/medicines'
import type { FastifyRequest } from 'fastify'
import { requireParty } from '../../identity/index.ts'
import { type App, type NodeContext, pageSchema, presentPage, readCursor } from '../../kernel/index.ts'
import type { MedicinesDoor } from '../door.ts'
import { CHUNK_PACKS, PUT_SERIALS_BYTES_MAX } from '../medicines-limits.ts'
import { type Actor, actorOf, requireRole } from '../policy.ts'
import { askForSealing } from './ask-for-sealing.ts'
import * as schemas from './batch-schemas.ts'
import { type BatchRow, countPacks, findBatch, listBatches, rangesOf } from './batch-store.ts'
import { commissionBatch } from './commission-batch.ts'
import { orderBatch } from './order-batch.ts'
import { endedStates, presentBatch, presentDetail, presentPacks } from './present-batch.ts'
import { putSerials } from './put-serials.ts'

const tags = ['medicines']
const params = schemas.batchParams
const unknown = { problems: ['404'] } as const

/** /v1/batches: order, serial numbers, seal, commission, show. */
export function batchRoutes(app: App, door: MedicinesDoor): void {
  app.addContentTypeParser('text/plain', { parseAs: 'buffer', bodyLimit: PUT_SERIALS_BYTES_MAX }, (_, body, done) =>
    done(null, body),
  )
  orderRoutes(app, door)
  commissioningRoutes(app, door)
  readRoutes(app, door.context)
  packsRoute(app, door.context)
}

function orderRoutes(app: App, { context, sealer }: MedicinesDoor): void {
  const order = {
    tags,
    summary: 'Order a batch of packs',
    body: schemas.ordering,
    response: { 201: schemas.batchSummary },
  }
  app.post('/v1/batches', { schema: order }, async (request, reply) => {
    const maker = await requireRole(context, request, ['manufacturer'])
    return reply.code(201).send(presentBatch(await orderBatch(context, maker, request.body)))
  })
  const put = {
    tags,
    summary: 'Give serial numbers, one a line',
    params,
    querystring: schemas.puttingSerials,
    response: { 200: schemas.serialsPut },
  }
  const options = { schema: put, config: unknown, bodyLimit: PUT_SERIALS_BYTES_MAX }
  app.put('/v1/batches/:batch/serials', options, async (request) => {
    const { party } = requireParty(request)
    const text = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    return putSerials(context, { batch: request.params.batch, maker: party, first: request.query.first, text })
  })
  const seal = { tags, summary: 'Seal a batch: its packs are final', params, response: { 202: schemas.batchSummary } }
  app.post('/v1/batches/:batch/sealing', { schema: seal, config: unknown }, async (request, reply) => {
    const row = await askForSealing(context, await ownBatch(context, request))
    sealer.wake()
    return reply.code(202).send(presentBatch(row))
  })
}

function commissioningRoutes(app: App, { context, events }: MedicinesDoor): void {
  const schema = {
    tags,
    summary: 'Bring a sealed batch to the ledger, signed by its maker',
    params,
    body: schemas.commissioning,
    response: { 200: schemas.batchSummary },
  }
  const config = { idempotency: 'by-handler', problems: ['404'] } as const
  app.post('/v1/batches/:batch/commissioning', { schema, config }, async (request) => {
    const row = await ownBatch(context, request)
    await requireRole(context, request, ['manufacturer'])
    return presentBatch(await commissionBatch(context, row, { signed: request.body, events }))
  })
}

function readRoutes(app: App, context: NodeContext): void {
  const { database } = context
  const list = {
    tags,
    summary: 'Batches that you made or hold packs of',
    querystring: schemas.listingBatches,
    response: { 200: pageSchema(schemas.batchSummary) },
  }
  app.get('/v1/batches', { schema: list }, async (request, reply) => {
    const { party, address, roles } = await actorOf(context, request)
    const { limit, gtin } = request.query
    const [after] = readCursor(request.query.after, ['']) ?? []
    const asked = { party, address, seesAll: roles.has('regulator'), gtin, after, limit: limit + 1 }
    const rows = await database.query<BatchRow>(listBatches(asked))
    return presentPage({ request, reply }, { rows, limit, present: presentBatch, keys: ({ batch }) => [batch] })
  })
  const show = { tags, summary: 'A batch', params, response: { 200: schemas.batchDetail } }
  app.get('/v1/batches/:batch', { schema: show, config: unknown }, async (request) => {
    const viewer = await actorOf(context, request)
    const row = isId('batch', request.params.batch) ? await findBatch(database, request.params.batch) : undefined
    if (!row) throw medicinesErrors.MEDICINES_BATCH_UNKNOWN()
    const { batch } = row
    const ranges = await rangesOf(database, { batch, holder: viewer.address })
    if (!seesBatch(row, viewer) && ranges.length === 0) throw medicinesErrors.MEDICINES_BATCH_UNKNOWN()
    const counted = row.state === 'recorded' && seesBatch(row, viewer)
    const counts = counted ? await countPacks(database, { batch, ended: endedStates }) : undefined
    return presentDetail(row, { counts, viewer: viewer.party, ranges })
  })
}

/** Serial numbers are the maker's: whoever holds packs reads them off the packs. */
function packsRoute(app: App, context: NodeContext): void {
  const schema = {
    tags,
    summary: 'Packs of a batch with their serial numbers',
    params,
    querystring: schemas.listingPacks,
    response: { 200: schemas.packsPage },
  }
  app.get('/v1/batches/:batch/packs', { schema, config: unknown }, async (request) => {
    const row = await ownBatch(context, request)
    const first = request.query.after + 1
    const until = Math.min(first + request.query.limit, row.serials_known)
    if (first >= until) return { items: [], has_more: false }
    const items = await packsIn(context, row, { first, until })
    return { items, has_more: until < row.serials_known }
  })
}

async function packsIn({ database }: NodeContext, row: BatchRow, { first, until }: { first: number; until: number }) {
  const chunks = await database.query<{ chunk: number; rows: Buffer }>({
    name: 'medicines_serials_between',
    text: 'select chunk, rows from medicines.serials where batch = $1 and chunk between $2 and $3 order by chunk',
    values: [row.batch, Math.floor(first / CHUNK_PACKS), Math.floor((until - 1) / CHUNK_PACKS)],
  })
  return chunks.flatMap(({ chunk, rows }) => {
    const start = chunk * CHUNK_PACKS
    const [low, high] = [Math.max(first, start), Math.min(until, start + CHUNK_PACKS)]
    const piece = rows.subarray((low - start) * SERIAL_ROW_BYTES, (high - start) * SERIAL_ROW_BYTES)
    return presentPacks(row, { rows: piece, first: low })
  })
}

/** The maker's batch; anybody else's looks as if it never was. */
async function ownBatch(context: NodeContext, request: FastifyRequest): Promise<BatchRow> {
  const { party } = requireParty(request)
  const { batch } = request.params as { batch: string }
  const row = isId('batch', batch) ? await findBatch(context.database, batch) : undefined
  if (row?.maker !== party) throw medicinesErrors.MEDICINES_BATCH_UNKNOWN()
  return row
}

/** The maker sees all of its batch, and a regulator of one that is on the ledger. */
function seesBatch({ maker, state }: BatchRow, { party, roles }: Actor): boolean {
  return maker === party || (roles.has('regulator') && state === 'recorded')
}
