import { eventTypeNames, eventTypes } from '@symbolon/protocol/notices'
import type { Database, Statement } from '../kernel/index.ts'

/** Entries of the log that one statement looks through. */
export const SPAN_ENTRIES_MAX = 4_096
/** Mails to one address in an hour: whoever is refused again and again cannot have a person flooded. */
export const MAILS_PER_HOUR_MAX = 30

interface Span {
  readonly from_index: number
  readonly to_index: number
}

/**
 * Makes the deliveries of every receipt that joined the log since the last look. The log is the queue: its entries stand
 * in the order in which they were committed and none joins behind another later, so a look that has passed a place has
 * seen all in front of it. Place and deliveries move in one statement: what was committed is there once, whatever broke.
 */
export async function makeDeliveries(database: Database, now: number): Promise<void> {
  for (;;) {
    const [span] = await database.query<Span>(makeStatement(now))
    if (span === undefined || span.to_index - span.from_index < SPAN_ENTRIES_MAX) return
  }
}

function makeStatement(now: number): Statement {
  const kinds = eventTypeNames.map((name) => eventTypes[name].kind)
  return {
    name: 'notices_make',
    text: makeText,
    values: [SPAN_ENTRIES_MAX, kinds, eventTypeNames, new Date(now), MAILS_PER_HOUR_MAX, new Date(now - 3_600_000)],
  }
}

/** Whoever a receipt is about is told, and of the end of a grant also whoever it was given to. */
const makeText = `with place as materialized (
    select told from notices.cursor for update
  ), span as materialized (
    select place.told as from_index, least(tree.size, place.told + $1) as to_index from place, log.tree
  ), moved as (
    update notices.cursor set told = span.to_index from span where span.to_index > span.from_index
    returning span.from_index, span.to_index
  ), told as (
    select r.receipt, r.subject, r.at, r.grant, e.type, o.index
    from moved
    join log.opening o on o.index >= moved.from_index and o.index < moved.to_index
    join consent.receipt r on r.receipt = o.name
    join unnest($2::text[], $3::text[]) e (kind, type) on e.kind = r.kind
    where exists (select from notices.subscription)
  ), heard as (
    select told.*, told.subject as party from told
    union
    select told.*, g.grantee from told join consent.grant g on g.grant = told.grant where told.type = 'grant.revoked'
  ), addressed as (
    select heard.*, s.subscription, s.state, s.channel, row_number() over (partition by s.subscription order by heard.index) as nth
    from heard
    join notices.subscription s on s.party = heard.party
    where s.state in ('active', 'paused') and heard.type = any(s.events) and heard.index >= s.since
  ), made as (
    insert into notices.delivery (receipt, subscription, type, at, "grant", due_at)
    select a.receipt, a.subscription, a.type, a.at, a.grant, case a.state when 'active' then $4::timestamptz end
    from addressed a
    where a.channel = 'webhook' or a.nth + (
      select count(*) from notices.delivery d where d.subscription = a.subscription and d.at > $6
    ) <= $5
    on conflict do nothing
  )
  select from_index, to_index from moved`
