import type { SubscriptionSchedule } from '@symbolon/protocol/custody'
import type { Id, JsonObject } from '@symbolon/protocol/kernel'
import type { Statement } from '../kernel/index.ts'
import { nameAt } from '../log/index.ts'
import type { OwnQuery } from './named-queries.ts'

/** Subscriptions to one query. */
export const SUBSCRIPTIONS_MAX = 16
/** A report that was taken to be sent and of which nothing more was heard is sent again after this. */
const lease_ms = 120_000
/** Events that may stand in the log in another order than their names say. */
const disorderMax = 10_000

/** A subscription as its owner sees it; its secret is not among what is read. */
export interface SubscriptionRow {
  readonly subscription: Id<'subscription'>
  readonly dest: string | null
  readonly schedule: SubscriptionSchedule | null
  readonly report_if_empty: boolean
  readonly initial_record_time: Date | null
  readonly created_at: Date
  readonly state: 'active' | 'ended'
}

/** What is told, to whom, and from where in the log on. */
export interface StandingQuery extends SubscriptionRow {
  readonly party: Id<'party'>
  readonly query: string
  readonly parameters: JsonObject
  readonly acknowledged: number
}

/** A subscription whose time has come, taken by one sender. */
export interface DueSubscription extends StandingQuery {
  readonly dest: string
  readonly secret: string
  readonly failures: number
  readonly failing_since: Date | null
}

const columns = 'subscription, dest, schedule, report_if_empty, initial_record_time, created_at, state'

export interface NewSubscription extends OwnQuery {
  readonly subscription: Id<'subscription'>
  readonly dest: string | undefined
  readonly secret: string | undefined
  readonly schedule: SubscriptionSchedule | undefined
  readonly report_if_empty: boolean
  /** Milliseconds since 1970; events from now on where it is missing. */
  readonly initial_record_time: number | undefined
  readonly now: number
  /** When the first report is due; nothing where the events are fetched. */
  readonly due_at: number | undefined
}

/** No row where the party has no such query, or the query its full number of subscriptions. */
export function insertSubscription(of: NewSubscription): Statement {
  const from = of.initial_record_time
  return {
    name: 'custody_insert_subscription',
    text: `insert into custody.subscription (subscription, party, query, dest, secret, schedule, report_if_empty,
        initial_record_time, created_at, acknowledged, due_at)
      select $1, q.party, q.name, $4, $5, $6, $7, $8, $9, coalesce((
          select min(o.index) from (
            select e.entry from custody.event e where $8::timestamptz is not null and e.entry >= $10 order by e.entry limit $11
          ) first join log.opening o on o.name = first.entry
        ), tree.size), $12
      from custody.named_query q cross join log.tree
      where q.party = $2 and q.name = $3
        and (select count(*) from custody.subscription s where s.party = $2 and s.query = $3) < $13
      returning ${columns}`,
    values: [
      of.subscription,
      of.party,
      of.name,
      of.dest ?? null,
      of.secret ?? null,
      of.schedule === undefined ? null : JSON.stringify(of.schedule),
      of.report_if_empty,
      from === undefined ? null : new Date(from),
      new Date(of.now),
      nameAt(from ?? of.now),
      disorderMax,
      of.due_at === undefined ? null : new Date(of.due_at),
      SUBSCRIPTIONS_MAX,
    ],
  }
}

export interface OwnSubscription extends OwnQuery {
  readonly subscription: string
}

export function listSubscriptions({ party, name }: OwnQuery): Statement {
  return {
    name: 'custody_list_subscriptions',
    text: `select ${columns} from custody.subscription where party = $1 and query = $2 order by subscription`,
    values: [party, name],
  }
}

export function findSubscription({ party, name, subscription }: OwnSubscription): Statement {
  return {
    name: 'custody_find_subscription',
    text: `select s.*, q.parameters from custody.subscription s
      join custody.named_query q on q.party = s.party and q.name = s.query
      where s.subscription = $3 and s.party = $1 and s.query = $2`,
    values: [party, name, subscription],
  }
}

export function deleteSubscription({ party, name, subscription }: OwnSubscription): Statement {
  return {
    name: 'custody_delete_subscription',
    text: `delete from custody.subscription where subscription = $3 and party = $1 and query = $2 returning subscription`,
    values: [party, name, subscription],
  }
}

/** Everything in front of the place has arrived; a place that was acknowledged before changes nothing. */
export function acknowledge({ party, name, subscription }: OwnSubscription, place: number): Statement {
  return {
    name: 'custody_acknowledge',
    text: `update custody.subscription s set acknowledged = greatest(s.acknowledged, $4)
      from log.tree where s.subscription = $3 and s.party = $1 and s.query = $2 and $4 <= tree.size
      returning s.acknowledged`,
    values: [party, name, subscription, place],
  }
}

/** Takes subscriptions whose time has come, each for one sender. */
export function takeDue(asked: {
  readonly now: number
  readonly most: number
  readonly running: readonly string[]
}): Statement {
  return {
    name: 'custody_take_due',
    text: `with due as (
        select subscription from custody.subscription
        where state = 'active' and due_at <= $1 and subscription <> all ($2) order by due_at limit $3
        for update skip locked
      )
      update custody.subscription s set due_at = $4 from due, custody.named_query q
      where s.subscription = due.subscription and q.party = s.party and q.name = s.query
      returning s.*, q.parameters`,
    values: [new Date(asked.now), asked.running, asked.most, new Date(asked.now + lease_ms)],
  }
}

/** A report has arrived: the next events are told from here on. */
export function settleReport(of: {
  readonly subscription: string
  readonly acknowledged: number
  readonly due_at: number
}): Statement {
  return {
    name: 'custody_settle_report',
    text: `update custody.subscription set acknowledged = greatest(acknowledged, $2), due_at = $3, failures = 0,
        failing_since = null
      where subscription = $1 and state = 'active'`,
    values: [of.subscription, of.acknowledged, new Date(of.due_at)],
  }
}

/** A report has not arrived: it is sent again, or nothing is sent any more. */
export function settleFailure(of: {
  readonly subscription: string
  readonly now: number
  readonly again_at: number | undefined
}): Statement {
  return {
    name: 'custody_settle_failure',
    text: `update custody.subscription set failures = failures + 1, failing_since = coalesce(failing_since, $2),
        state = case when $3::timestamptz is null then 'ended' else state end, due_at = $3
      where subscription = $1 and state = 'active'`,
    values: [of.subscription, new Date(of.now), of.again_at === undefined ? null : new Date(of.again_at)],
  }
}
