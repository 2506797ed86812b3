import { deliveryId, noticesErrors, readDeliveryId } from '@symbolon/protocol/notices'
import { z } from 'zod'
import { type App, pageQuery, pageSchema, presentPage, readCursor } from '../kernel/index.ts'
import { DELIVERY_DAYS, type DeliveryRow, listDeliveries, replayDelivery } from './delivery-store.ts'
import { findWebhook, type WebhookRow } from './subscription-store.ts'
import { ownWebhook, type WebhookDoor, webhookPath } from './webhook-routes.ts'

const tags = ['notices']
const states = ['waiting', 'delivered', 'failed'] as const
const deliverySchema = z
  .object({
    delivery: z.string().describe('The webhook-id that every attempt carries'),
    type: z.string(),
    timestamp: z.string().describe('When it happened'),
    receipt: z.string(),
    grant: z.string().nullable(),
    state: z.enum(states),
    attempts: z.int(),
    due_at: z.string().nullable().describe('Null when nothing is due, or when it waits for its webhook to be resumed'),
    last_at: z.string().nullable(),
    last_status: z.int().nullable(),
    last_fault: z.string().nullable(),
  })
  .meta({ id: 'Delivery', description: 'One receipt on its way to one webhook' })

/** /v1/webhooks/{webhook}/deliveries: what was sent, what came of it, and once more. */
export function deliveryRoutes(app: App, { context: { database, clock } }: WebhookDoor): void {
  const querystring = z.object({ ...pageQuery, state: z.enum(states).optional() })
  const response = { 200: pageSchema(deliverySchema) }
  const list = { tags, summary: 'List the deliveries of a webhook', params: webhookPath, querystring, response }
  app.get('/v1/webhooks/:webhook/deliveries', { schema: list }, async (request, reply) => {
    const own = ownWebhook(request)
    const [webhook] = await database.query<WebhookRow>(findWebhook(own))
    if (!webhook) throw noticesErrors.NOTICES_WEBHOOK_UNKNOWN()
    const { limit, state } = request.query
    const [after] = readCursor(request.query.after, ['']) ?? []
    const asked = { subscription: own.subscription, state, after, limit: limit + 1 }
    const rows = await database.query<DeliveryRow>(listDeliveries(asked))
    return presentPage({ request, reply }, { rows, limit, present: presentDelivery, keys: ({ receipt }) => [receipt] })
  })
  const params = webhookPath.extend({ delivery: z.string() })
  const replay = { tags, summary: 'Send a delivery once more', params, response: { 200: deliverySchema } }
  app.post('/v1/webhooks/:webhook/deliveries/:delivery/replay', { schema: replay }, async (request) => {
    const own = ownWebhook(request)
    const [webhook] = await database.query<WebhookRow>(findWebhook(own))
    if (!webhook) throw noticesErrors.NOTICES_WEBHOOK_UNKNOWN()
    if (webhook.state !== 'active') throw noticesErrors.NOTICES_WEBHOOK_NOT_ACTIVE()
    const asked = readDeliveryId(request.params.delivery)
    const isOwn = asked?.subscription === own.subscription
    const [row] = isOwn ? await database.query<DeliveryRow>(replayDelivery({ ...asked, now: clock.now() })) : []
    if (!row) throw noticesErrors.NOTICES_DELIVERY_UNKNOWN({ days: DELIVERY_DAYS })
    return presentDelivery(row)
  })
}

function presentDelivery(row: DeliveryRow): z.infer<typeof deliverySchema> {
  return {
    delivery: deliveryId(row),
    type: row.type,
    timestamp: row.at.toISOString(),
    receipt: row.receipt,
    grant: row.grant,
    state: row.state,
    attempts: row.attempts,
    due_at: row.state === 'waiting' ? (row.due_at?.toISOString() ?? null) : null,
    last_at: row.last_at?.toISOString() ?? null,
    last_status: row.last_status,
    last_fault: row.last_fault,
  }
}
