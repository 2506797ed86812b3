import type { EventTypeName } from '@symbolon/protocol/notices'
import { askSigned } from '../identity/index.ts'
import { type Client, newKey, type Page, type PageRequest, queryOf } from '../kernel/index.ts'

/** Where notices of a party go. */
export interface Webhook {
  /** `sub_…` */
  readonly webhook: string
  readonly url: string
  readonly events: readonly EventTypeName[]
  /** `paused`: notices wait. `disabled`: its receiver answered 410, nothing is sent any more. */
  readonly state: 'active' | 'paused' | 'disabled'
  readonly created_at: string
}

/** A webhook as it is told once: with the secret that its receiver verifies with. */
export interface AddedWebhook extends Webhook {
  readonly secret: string
}

/** One receipt on its way to one webhook. */
export interface WebhookDelivery {
  /** The `webhook-id` of every attempt. */
  readonly delivery: string
  readonly type: EventTypeName
  /** When it happened. */
  readonly timestamp: string
  readonly receipt: string
  readonly grant: string | null
  readonly state: 'waiting' | 'delivered' | 'failed'
  readonly attempts: number
  readonly due_at: string | null
  readonly last_at: string | null
  /** Status that the receiver answered with. */
  readonly last_status: number | null
  /** Why there was no answer that counts. */
  readonly last_fault: string | null
}

/** What to be told of, and where. */
export interface WebhookAdding {
  /** https, or http on this machine while the node listens on it alone. */
  readonly url: string
  readonly events: readonly EventTypeName[]
}

/**
 * From now on the address is told of what happens. What it is sent is verified with `verifyWebhook` of
 * `@symbolon/protocol/notices` or any library of Standard Webhooks.
 * @throws NOTICES_URL_REFUSED, NOTICES_WEBHOOKS_TOO_MANY
 * @example const { secret } = await addWebhook(eleni, { url: 'https://hooks.example', events: ['receipt.opened'] })
 */
export async function addWebhook(client: Client, { url, events }: WebhookAdding): Promise<AddedWebhook> {
  const body = { url, events }
  return await askSigned(client, {
    method: 'POST',
    path: '/v1/webhooks',
    body,
    idempotencyKey: newKey(client, 'webhook'),
  })
}

/** One's webhooks, one page, oldest first. */
export async function listWebhooks(client: Client, asking: PageRequest = {}): Promise<Page<Webhook>> {
  const { limit, after } = asking
  return await askSigned(client, { method: 'GET', path: `/v1/webhooks${queryOf({ limit, after })}` })
}

/** Notices wait, or are sent again: those that waited at once. @throws NOTICES_WEBHOOK_UNKNOWN */
export async function setWebhookState(
  client: Client,
  { webhook, state }: { readonly webhook: string; readonly state: 'active' | 'paused' },
): Promise<Webhook> {
  return await askSigned(client, { method: 'PUT', path: `${pathOf(webhook)}/state`, body: { state } })
}

/** The webhook, its secret and its deliveries are gone. @throws NOTICES_WEBHOOK_UNKNOWN */
export async function removeWebhook(client: Client, { webhook }: { readonly webhook: string }): Promise<void> {
  await askSigned(client, { method: 'DELETE', path: pathOf(webhook) })
}

/** Which deliveries to list. */
export interface DeliveryListing extends PageRequest {
  readonly webhook: string
  readonly state?: WebhookDelivery['state']
}

/** What was sent and what came of it, one page, newest first. @throws NOTICES_WEBHOOK_UNKNOWN */
export async function listDeliveries(client: Client, asking: DeliveryListing): Promise<Page<WebhookDelivery>> {
  const { webhook, state, limit, after } = asking
  const path = `${pathOf(webhook)}/deliveries${queryOf({ state, limit, after })}`
  return await askSigned(client, { method: 'GET', path })
}

/**
 * The delivery is sent once more, under the same `webhook-id`.
 * @throws NOTICES_DELIVERY_UNKNOWN, NOTICES_WEBHOOK_NOT_ACTIVE, NOTICES_WEBHOOK_UNKNOWN
 */
export async function replayDelivery(
  client: Client,
  { webhook, delivery }: { readonly webhook: string; readonly delivery: string },
): Promise<WebhookDelivery> {
  const path = `${pathOf(webhook)}/deliveries/${encodeURIComponent(delivery)}/replay`
  return await askSigned(client, { method: 'POST', path, body: {}, idempotencyKey: newKey(client, 'replay') })
}

function pathOf(webhook: string): string {
  return `/v1/webhooks/${encodeURIComponent(webhook)}`
}
