import { custodyErrors, parseEventQuery } from '@symbolon/protocol/custody'
import { type JsonValue, newId } from '@symbolon/protocol/kernel'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type App, readCursor } from '../../kernel/index.ts'
import type { CustodyDoor } from '../door.ts'
import { queryDocument } from '../present-events.ts'
import { parametersOfJson } from '../query-parameters.ts'
import { nextEvents } from '../standing-events.ts'
import { cursorOf, streamEvents } from '../stream-events.ts'
import {
  acknowledge,
  deleteSubscription,
  findSubscription,
  insertSubscription,
  listSubscriptions,
  type OwnSubscription,
  type StandingQuery,
  SUBSCRIPTIONS_MAX,
  type SubscriptionRow,
} from '../subscription-store.ts'
import { epcFormats, readHeader } from './epcis-headers.ts'
import { baseOf } from './epcis-pages.ts'
import { queryDocumentSchema } from './event-routes.ts'
import { isObject, named, ownQuery } from './query-routes.ts'
import { readSubscription } from './read-subscription.ts'

const tags = ['epcis']
const paths = { name: z.string() }
const one = z.object({ ...paths, subscription: z.string() })
const subscriptionSchema = z
  .object({
    subscriptionID: z.string(),
    queryName: z.string(),
    createdAt: z.string(),
    stream: z.boolean(),
    dest: z.string().optional().describe('Where reports go; without it the events are fetched and acknowledged'),
    schedule: z.record(z.string(), z.string()).optional(),
    reportIfEmpty: z.boolean(),
    initialRecordTime: z.string().optional(),
    state: z.enum(['active', 'ended']),
  })
  .meta({ id: 'EPCISSubscription', description: 'EPCIS 2.0 §12.8.3' })

/** /epcis/queries/{name}/subscriptions. @source EPCIS 2.0 §12.8.3 */
export function subscriptionRoutes(app: App, door: CustodyDoor): void {
  const { database } = door.context
  addRoute(app, door)
  const list = {
    tags,
    summary: 'List subscriptions',
    params: z.object(paths),
    response: { 200: z.array(subscriptionSchema) },
  }
  app.get('/queries/:name/subscriptions', { schema: list }, async (request) => {
    const { name } = await ownQuery(door, request)
    const rows = await database.query<SubscriptionRow>(listSubscriptions(named(request)))
    return rows.map((row) => presentSubscription(row, name))
  })
  const show = { tags, summary: 'Show a subscription', params: one, response: { 200: subscriptionSchema } }
  app.get('/queries/:name/subscriptions/:subscription', { schema: show }, async (request) =>
    presentSubscription(await ownSubscription(door, request), request.params.name),
  )
  const remove = { tags, summary: 'End a subscription', params: one, response: { 204: z.null() } }
  app.delete('/queries/:name/subscriptions/:subscription', { schema: remove }, async (request, reply) => {
    const [gone] = await database.query(deleteSubscription(own(request)))
    if (!gone) throw custodyErrors.CUSTODY_SUBSCRIPTION_UNKNOWN()
    return reply.code(204).send(null)
  })
  fetchRoutes(app, door)
}

function addRoute(app: App, door: CustodyDoor): void {
  const { context, webhooks } = door
  const schema = {
    tags,
    summary: 'Subscribe to a query',
    params: z.object(paths),
    body: z.unknown(),
    response: { 201: subscriptionSchema },
  }
  app.post('/queries/:name/subscriptions', { schema, config: { idempotency: 'exempt' } }, async (request, reply) => {
    const own = named(request)
    const asked = readSubscription(request.body as JsonValue, webhooks)
    await ownQuery(door, request)
    const now = context.clock.now()
    const subscription = newId('subscription', now, context.random(10))
    const due_at = asked.dest === undefined ? undefined : now
    const [row] = await context.database.query<SubscriptionRow>(
      insertSubscription({ ...own, ...asked, subscription, now, due_at }),
    )
    if (!row) throw custodyErrors.CUSTODY_SUBSCRIPTIONS_TOO_MANY({ max: SUBSCRIPTIONS_MAX })
    reply.header('location', `${baseOf(request)}/queries/${own.name}/subscriptions/${subscription}`)
    return reply.removeHeader('connection').code(201).send(presentSubscription(row, own.name))
  })
}

/** Events of a subscription without a `dest`: fetched or streamed from its place on, until a later place is acknowledged. */
function fetchRoutes(app: App, door: CustodyDoor): void {
  const { context } = door
  const events = {
    tags,
    summary: 'Fetch or stream the next events of a subscription',
    params: one,
    response: { 200: queryDocumentSchema },
  }
  app.get('/queries/:name/subscriptions/:subscription/events', { schema: events }, async (request, reply) => {
    const standing = await ownSubscription(door, request)
    const format = readHeader(request, { name: 'GS1-EPC-Format', values: epcFormats })
    reply.header('cache-control', 'no-store').header('gs1-epc-format', format)
    if (/\bapplication\/x-ndjson\b/.test(request.headers.accept ?? '')) {
      const lines = streamEvents(door, { standing, format, isOver: () => request.raw.destroyed || reply.raw.destroyed })
      return reply.header('content-type', 'application/x-ndjson').send(lines)
    }
    const query = parseEventQuery(parametersOfJson(standing.parameters))
    const now = context.clock.now()
    const { rows, next } = await nextEvents(context.database, standing, { query, from: standing.acknowledged, now })
    reply
      .header('symbolon-cursor', cursorOf(standing, next))
      .header('content-type', 'application/ld+json; charset=utf-8')
    return reply.send(
      queryDocument({ rows, format, now, queryName: standing.query, subscriptionID: standing.subscription }),
    )
  })
  const acknowledging = {
    tags,
    summary: 'Acknowledge events',
    params: one,
    body: z.unknown(),
    response: { 204: z.null() },
  }
  app.put('/queries/:name/subscriptions/:subscription/cursor', { schema: acknowledging }, async (request, reply) => {
    const body = request.body as JsonValue
    const place = placeIn(isObject(body) ? body.cursor : undefined, request.params.subscription)
    const [done] = place === undefined ? [] : await context.database.query(acknowledge(own(request), place))
    if (!done) {
      await ownSubscription(door, request)
      throw custodyErrors.CUSTODY_CURSOR_INVALID()
    }
    return reply.code(204).send(null)
  })
}

function placeIn(cursor: JsonValue | undefined, subscription: string): number | undefined {
  if (typeof cursor !== 'string') return undefined
  try {
    const [of, place = -1] = readCursor(cursor, ['', 0]) ?? []
    return of === subscription && place >= 0 ? place : undefined
  } catch {
    return undefined
  }
}

type OfSubscription = FastifyRequest<{ Params: { name: string; subscription: string } }>

function own(request: OfSubscription): OwnSubscription {
  return { ...named(request), subscription: request.params.subscription }
}

/** @throws CUSTODY_SUBSCRIPTION_UNKNOWN */
async function ownSubscription({ context }: CustodyDoor, request: OfSubscription): Promise<StandingQuery> {
  const [row] = await context.database.query<StandingQuery>(findSubscription(own(request)))
  if (!row) throw custodyErrors.CUSTODY_SUBSCRIPTION_UNKNOWN()
  return row
}

function presentSubscription(row: SubscriptionRow, queryName: string): z.infer<typeof subscriptionSchema> {
  const { dest, schedule, initial_record_time } = row
  const parts = Object.entries(schedule ?? {}).map(([part, values]) => [part, values.join(',')])
  return {
    subscriptionID: row.subscription,
    queryName,
    createdAt: row.created_at.toISOString(),
    stream: schedule === null,
    ...(dest !== null && { dest }),
    ...(schedule !== null && { schedule: Object.fromEntries(parts) }),
    reportIfEmpty: row.report_if_empty,
    ...(initial_record_time && { initialRecordTime: initial_record_time.toISOString() }),
    state: row.state,
  }
}
