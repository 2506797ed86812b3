import { type Id, isId, newId } from '@symbolon/protocol/kernel'
import {
  type EventTypeName,
  eventTypeNames,
  noticesErrors,
  WEBHOOK_SECRET_BYTES,
  writeWebhookSecret,
} from '@symbolon/protocol/notices'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { requireParty } from '../identity/index.ts'
import { type App, type NodeContext, pageQuery, pageSchema, presentPage, readCursor } from '../kernel/index.ts'
import {
  deleteWebhook,
  findWebhook,
  insertWebhook,
  listWebhooks,
  type OwnWebhook,
  setWebhookState,
  WEBHOOKS_MAX,
  type WebhookRow,
} from './subscription-store.ts'
import { parseWebhookUrl, type Reach, URL_CHARACTERS_MAX } from './webhook-url.ts'

export interface WebhookDoor {
  readonly context: NodeContext
  readonly reach: Reach
}

const tags = ['notices']
export const webhookPath = z.object({ webhook: z.string() })
export const eventsSchema = z
  .array(z.enum(eventTypeNames as [EventTypeName, ...EventTypeName[]]))
  .min(1)
  .transform((events) => [...new Set(events)])
const adding = z.object({
  url: z.string().max(URL_CHARACTERS_MAX).describe('https, or http on this machine while the node listens on it alone'),
  events: eventsSchema,
})
const webhookFields = {
  webhook: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  state: z.enum(['active', 'paused', 'disabled']).describe('disabled: its receiver answered 410'),
  created_at: z.string(),
}
const webhookSchema = z
  .object(webhookFields)
  .meta({ id: 'Webhook', description: 'Where notices go, signed as in Standard Webhooks 1.0.0' })
const addedSchema = z.object({ ...webhookFields, secret: z.string().describe('whsec_…, shown this once') })

/** /v1/webhooks: add, list, show, pause, resume, remove. */
export function webhookRoutes(app: App, door: WebhookDoor): void {
  addRoute(app, door)
  listRoute(app, door)
  stateRoutes(app, door)
  const schema = { tags, summary: 'Remove a webhook', params: webhookPath, response: { 204: z.null() } }
  app.delete('/v1/webhooks/:webhook', { schema }, async (request, reply) => {
    const [gone] = await door.context.database.query(deleteWebhook(ownWebhook(request)))
    if (!gone) throw noticesErrors.NOTICES_WEBHOOK_UNKNOWN()
    return reply.code(204).send(null)
  })
}

function addRoute(app: App, { context, reach }: WebhookDoor): void {
  const schema = { tags, summary: 'Add a webhook', body: adding, response: { 201: addedSchema } }
  app.post('/v1/webhooks', { schema }, async (request, reply) => {
    const { party } = requireParty(request)
    const url = parseWebhookUrl(request.body.url, reach)
    const now = context.clock.now()
    const subscription = newId('subscription', now, context.random(10))
    const secret = writeWebhookSecret(context.random(WEBHOOK_SECRET_BYTES))
    const { events } = request.body
    const [row] = await context.database.query<WebhookRow>(
      insertWebhook({ subscription, party, url, secret, events, now }),
    )
    if (!row) throw noticesErrors.NOTICES_WEBHOOKS_TOO_MANY({ max: WEBHOOKS_MAX })
    return reply.code(201).send({ ...presentWebhook(row), secret })
  })
}

function listRoute(app: App, { context }: WebhookDoor): void {
  const querystring = z.object(pageQuery)
  const schema = { tags, summary: 'List your webhooks', querystring, response: { 200: pageSchema(webhookSchema) } }
  app.get('/v1/webhooks', { schema }, async (request, reply) => {
    const { party } = requireParty(request)
    const { limit } = request.query
    const [after] = readCursor(request.query.after, ['']) ?? []
    const rows = await context.database.query<WebhookRow>(listWebhooks({ party, after, limit: limit + 1 }))
    const keys = ({ subscription }: WebhookRow) => [subscription]
    return presentPage({ request, reply }, { rows, limit, present: presentWebhook, keys })
  })
}

function stateRoutes(app: App, { context: { database, clock } }: WebhookDoor): void {
  const show = { tags, summary: 'Show a webhook', params: webhookPath, response: { 200: webhookSchema } }
  app.get('/v1/webhooks/:webhook', { schema: show }, async (request) =>
    presentFound(await database.query<WebhookRow>(findWebhook(ownWebhook(request)))),
  )
  const body = z.object({ state: z.enum(['active', 'paused']) })
  const set = {
    tags,
    summary: 'Pause or resume a webhook',
    params: webhookPath,
    body,
    response: { 200: webhookSchema },
  }
  app.put('/v1/webhooks/:webhook/state', { schema: set }, async (request) => {
    const change = { ...ownWebhook(request), state: request.body.state, now: clock.now() }
    return presentFound(await database.query<WebhookRow>(setWebhookState(change)))
  })
}

/** The webhook that the path names, of whoever asks. @throws NOTICES_WEBHOOK_UNKNOWN */
export function ownWebhook(request: FastifyRequest<{ Params: { webhook: string } }>): OwnWebhook & {
  readonly subscription: Id<'subscription'>
} {
  const { party } = requireParty(request)
  const { webhook } = request.params
  if (!isId('subscription', webhook)) throw noticesErrors.NOTICES_WEBHOOK_UNKNOWN()
  return { subscription: webhook, party }
}

function presentFound([row]: readonly WebhookRow[]): z.infer<typeof webhookSchema> {
  if (!row) throw noticesErrors.NOTICES_WEBHOOK_UNKNOWN()
  return presentWebhook(row)
}

function presentWebhook({ subscription, url, events, state, created_at }: WebhookRow): z.infer<typeof webhookSchema> {
  return { webhook: subscription, url, events, state, created_at: created_at.toISOString() }
}
