import type { Id } from '@symbolon/protocol/kernel'
import type { EventTypeName } from '@symbolon/protocol/notices'
import type { Statement } from '../kernel/index.ts'
import type { Outcome } from './outcome.ts'

/** Days that deliveries are kept; receipts are kept for ever. */
export const DELIVERY_DAYS = 30
/** A delivery that was taken and of which nothing more was heard is tried again after this. */
const lease_ms = 120_000

/** A delivery that was taken to be sent. */
export interface DueDelivery {
  readonly receipt: Id<'receipt'>
  readonly subscription: Id<'subscription'>
  readonly type: EventTypeName
  readonly at: Date
  readonly grant: Id<'grant'> | null
  /** This one counted. */
  readonly attempts: number
  readonly url: string | null
  readonly secret: string | null
  readonly address: string | null
}

export interface Taking {
  readonly now: number
  readonly most: number
  /** Of one subscription, with those that it has on their way. */
  readonly each: number
  /** How many each subscription has on their way. */
  readonly running: ReadonlyMap<string, number>
}

/** Takes deliveries whose time has come, each for one taker. */
export function takeDue({ now, most, each, running }: Taking): Statement {
  return {
    name: 'notices_take_due',
    text: `with running as (
        select * from unnest($2::text[], $3::int[]) r (subscription, count)
      ), head as (
        select d.receipt, d.subscription, d.due_at, coalesce(r.count, 0) as count from notices.delivery d
        join notices.subscription s on s.subscription = d.subscription and s.state = 'active'
        left join running r on r.subscription = d.subscription
        where d.state = 'waiting' and d.due_at <= $1 and coalesce(r.count, 0) < $4
        order by d.due_at limit 1000
      ), due as (
        select receipt, subscription from (
          select head.*, row_number() over (partition by subscription order by due_at, receipt) as place from head
        ) placed where count + place <= $4 order by due_at limit $5
      )
      update notices.delivery d set due_at = $6, attempts = d.attempts + 1
      from due join notices.subscription s on s.subscription = due.subscription
      where d.receipt = due.receipt and d.subscription = due.subscription and s.state = 'active'
        and d.state = 'waiting' and d.due_at <= $1
      returning d.receipt, d.subscription, d.type, d.at, d.grant, d.attempts, s.url, s.secret, s.address`,
    values: [new Date(now), [...running.keys()], [...running.values()], each, most, new Date(now + lease_ms)],
  }
}

/** What came of an attempt, unless the delivery was taken or replayed again meanwhile. */
export interface Attempt {
  readonly delivery: Pick<DueDelivery, 'receipt' | 'subscription' | 'attempts'>
  readonly outcome: Outcome
  /** Milliseconds since 1970. */
  readonly now: number
  /** Milliseconds until the next attempt; nothing when there is none. */
  readonly again_ms: number | undefined
}

/** A receiver that wants nothing more is not asked again, for this delivery or another. */
export function settleAttempt({ delivery, outcome, now, again_ms }: Attempt): Statement {
  const { receipt, subscription, attempts } = delivery
  const isWaiting = outcome.result === 'failed' && again_ms !== undefined
  const state = outcome.result === 'delivered' ? 'delivered' : isWaiting ? 'waiting' : 'failed'
  return {
    name: 'notices_settle_attempt',
    text: `with settled as (
        update notices.delivery set state = $4, due_at = $5, last_at = $6, last_status = $7, last_fault = $8
        where receipt = $1 and subscription = $2 and attempts = $3 and state = 'waiting' returning subscription
      ), ended as (
        update notices.subscription s set state = 'disabled' from settled
        where s.subscription = settled.subscription and s.state = 'active' and $9 returning s.subscription
      )
      update notices.delivery d set due_at = null from ended
      where d.subscription = ended.subscription and d.receipt <> $1 and d.state = 'waiting'`,
    values: [
      receipt,
      subscription,
      attempts,
      state,
      isWaiting ? new Date(now + again_ms) : null,
      new Date(now),
      outcome.status ?? null,
      outcome.fault ?? null,
      outcome.result === 'gone',
    ],
  }
}

/** A delivery as its owner sees it. */
export interface DeliveryRow {
  readonly receipt: Id<'receipt'>
  readonly subscription: Id<'subscription'>
  readonly type: EventTypeName
  readonly at: Date
  readonly grant: Id<'grant'> | null
  readonly state: 'waiting' | 'delivered' | 'failed'
  readonly due_at: Date | null
  readonly attempts: number
  readonly last_at: Date | null
  readonly last_status: number | null
  readonly last_fault: string | null
}

/** Deliveries of one subscription, newest receipt first. */
export function listDeliveries(asked: {
  readonly subscription: string
  readonly state: string | undefined
  readonly after: string | undefined
  readonly limit: number
}): Statement {
  return {
    name: 'notices_list_deliveries',
    text: `select * from notices.delivery
      where subscription = $1 and ($2::text is null or state = $2) and receipt < $3 order by receipt desc limit $4`,
    values: [asked.subscription, asked.state ?? null, asked.after ?? '~', asked.limit],
  }
}

/** Sent once more, whatever came of it before, with attempts counted anew. */
export function replayDelivery({
  receipt,
  subscription,
  now,
}: {
  receipt: string
  subscription: string
  now: number
}): Statement {
  return {
    name: 'notices_replay',
    text: `update notices.delivery set state = 'waiting', due_at = $3, attempts = 0
      where receipt = $1 and subscription = $2 returning *`,
    values: [receipt, subscription, new Date(now)],
  }
}

/** Deliveries of receipts that were made before the mark are forgotten, and addresses that nobody confirmed in a day. */
export function forgetOld({ mark, now }: { mark: string; now: number }): Statement {
  return {
    name: 'notices_forget',
    text: `with forgotten as (delete from notices.delivery where receipt < $1)
      delete from notices.subscription where state = 'unconfirmed' and created_at < $2`,
    values: [mark, new Date(now - 86_400_000)],
  }
}
