import type { Id } from '@symbolon/protocol/kernel'
import type { EventTypeName } from '@symbolon/protocol/notices'
import type { Statement } from '../kernel/index.ts'

/** Webhooks of one party. */
export const WEBHOOKS_MAX = 16

/** A webhook as its owner sees it; its secret is not among what is read. */
export interface WebhookRow {
  readonly subscription: Id<'subscription'>
  readonly url: string
  readonly events: EventTypeName[]
  readonly state: 'active' | 'paused' | 'disabled'
  readonly created_at: Date
}

const columns = 'subscription, url, events, state, created_at'

/** A webhook from now on; no row when the party has its full number. */
export function insertWebhook(webhook: {
  readonly subscription: Id<'subscription'>
  readonly party: Id<'party'>
  readonly url: string
  readonly secret: string
  readonly events: readonly EventTypeName[]
  readonly now: number
}): Statement {
  const { subscription, party, url, secret, events, now } = webhook
  return {
    name: 'notices_insert_webhook',
    text: `insert into notices.subscription (subscription, party, channel, state, events, since, created_at, url, secret)
      select $1, $2, 'webhook', 'active', $3, tree.size, $4, $5, $6 from log.tree
      where (select count(*) from notices.subscription where party = $2 and channel = 'webhook') < $7
      returning ${columns}`,
    values: [subscription, party, events, new Date(now), url, secret, WEBHOOKS_MAX],
  }
}

/** Webhooks of a party, oldest first. */
export function listWebhooks({
  party,
  after,
  limit,
}: {
  party: string
  after?: string | undefined
  limit: number
}): Statement {
  return {
    name: 'notices_list_webhooks',
    text: `select ${columns} from notices.subscription
      where party = $1 and channel = 'webhook' and subscription > $2 order by subscription limit $3`,
    values: [party, after ?? '', limit],
  }
}

/** Whose webhook it is decides whether it is there. */
export interface OwnWebhook {
  readonly subscription: string
  readonly party: Id<'party'>
}

export function findWebhook({ subscription, party }: OwnWebhook): Statement {
  return {
    name: 'notices_find_webhook',
    text: `select ${columns} from notices.subscription where subscription = $1 and party = $2 and channel = 'webhook'`,
    values: [subscription, party],
  }
}

/** What waited is due when a webhook is resumed, and waits when it is paused. */
export function setWebhookState({
  subscription,
  party,
  state,
  now,
}: OwnWebhook & { state: string; now: number }): Statement {
  return {
    name: 'notices_set_webhook_state',
    text: `with changed as (
        update notices.subscription set state = $3
        where subscription = $1 and party = $2 and channel = 'webhook' and state <> $3 returning subscription
      ), waiting as (
        update notices.delivery d set due_at = case $3 when 'active' then $4::timestamptz end from changed
        where d.subscription = changed.subscription and d.state = 'waiting'
      )
      select subscription, url, events, $3 as state, created_at
      from notices.subscription where subscription = $1 and party = $2 and channel = 'webhook'`,
    values: [subscription, party, state, new Date(now)],
  }
}

/** The webhook with its secret and its deliveries is gone. */
export function deleteWebhook({ subscription, party }: OwnWebhook): Statement {
  return {
    name: 'notices_delete_webhook',
    text: `delete from notices.subscription where subscription = $1 and party = $2 and channel = 'webhook'
      returning subscription`,
    values: [subscription, party],
  }
}
