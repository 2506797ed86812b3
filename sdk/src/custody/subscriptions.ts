import type { JsonObject } from '@symbolon/protocol/kernel'
import { askSigned, sendSigned } from '../identity/index.ts'
import type { Client } from '../kernel/index.ts'
import { getQuery, type NamedQuery, queryPath } from './named-queries.ts'

/** A query that is asked again and again, as EPCIS has it. */
export interface EventSubscription {
  /** `sub_…` */
  readonly subscriptionID: string
  readonly queryName: string
  /** ISO instant. */
  readonly createdAt: string
  /** True where every event is told as it comes. */
  readonly stream: boolean
  /** Where reports go; without it the events are fetched and acknowledged. */
  readonly dest?: string
  /** Each part a list such as `0,15,[30-40]`, UTC. */
  readonly schedule?: Readonly<Record<string, string>>
  readonly reportIfEmpty: boolean
  /** ISO instant. */
  readonly initialRecordTime?: string
  readonly state: 'active' | 'ended'
}

/** What is to be told, to whom and when. */
export interface EventSubscribing {
  /** Name of a query of the caller’s. */
  readonly query: string
  /** Webhook for reports, with the secret that they are signed with, 16 to 256 characters; both or neither. */
  readonly dest?: string
  readonly secret?: string
  /** As events come unless a schedule is given, which needs a webhook. */
  readonly schedule?: Readonly<Record<string, string>>
  readonly report_if_empty?: boolean
  /** ISO instant from which on events are told; from now on unless given. */
  readonly initial_record_time?: string
}

/**
 * The query is asked again and again, and what is new is told.
 * @throws CUSTODY_QUERY_UNKNOWN, CUSTODY_SUBSCRIPTION_INVALID, CUSTODY_SUBSCRIPTIONS_TOO_MANY, NOTICES_URL_REFUSED
 * @source EPCIS 2.0 §12.8.3
 */
export async function addSubscription(client: Client, subscribing: EventSubscribing): Promise<EventSubscription> {
  const path = subscriptionPath(subscribing.query)
  return await askSigned(client, { method: 'POST', path, body: bodyOf(subscribing) })
}

/** The query that `addSubscription` would ask, and how; nothing is sent. @throws CUSTODY_QUERY_UNKNOWN */
export async function simulateAddSubscription(
  client: Client,
  subscribing: EventSubscribing,
): Promise<NamedQuery & { readonly subscription: JsonObject }> {
  const { signatureToken: _, ...subscription } = bodyOf(subscribing)
  return { ...(await getQuery(client, { name: subscribing.query })), subscription }
}

function bodyOf({ dest, secret, schedule, report_if_empty, initial_record_time }: EventSubscribing): JsonObject {
  return {
    ...(schedule === undefined ? { stream: true } : { schedule: { ...schedule } }),
    ...(dest !== undefined && { dest }),
    ...(secret !== undefined && { signatureToken: secret }),
    ...(report_if_empty !== undefined && { reportIfEmpty: report_if_empty }),
    ...(initial_record_time !== undefined && { initialRecordTime: initial_record_time }),
  }
}

/** The subscriptions to a query. @throws CUSTODY_QUERY_UNKNOWN */
export async function listSubscriptions(
  client: Client,
  { query }: { readonly query: string },
): Promise<readonly EventSubscription[]> {
  return await askSigned(client, { method: 'GET', path: subscriptionPath(query) })
}

/** One subscription to a query. */
export interface SubscriptionAsking {
  readonly query: string
  readonly subscription: string
}

/** The subscription has ended. @throws CUSTODY_SUBSCRIPTION_UNKNOWN */
export async function removeSubscription(client: Client, asking: SubscriptionAsking): Promise<void> {
  await sendSigned(client, { method: 'DELETE', path: subscriptionPath(asking.query, asking.subscription) })
}

/** The subscription that `removeSubscription` would end; nothing is sent. @throws CUSTODY_SUBSCRIPTION_UNKNOWN */
export async function simulateRemoveSubscription(
  client: Client,
  asking: SubscriptionAsking,
): Promise<EventSubscription> {
  return await askSigned(client, { method: 'GET', path: subscriptionPath(asking.query, asking.subscription) })
}

function subscriptionPath(query: string, subscription?: string): string {
  const all = `${queryPath(query)}/subscriptions`
  return subscription === undefined ? all : `${all}/${encodeURIComponent(subscription)}`
}
