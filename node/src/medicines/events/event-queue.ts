import { type Id, type JsonObject, SymbolonError } from '@symbolon/protocol/kernel'
import type { NodeContext, Queries, Statement } from '../../kernel/index.ts'
import type { EventCapture } from '../ports.ts'
import { eventContext } from './event-words.ts'

/** An EPCIS event that a party's act has told. */
export interface ToldEvent {
  readonly party: Id<'party'>
  readonly body: JsonObject
  /** The batch or handover that has to stand on the ledger before it is told. */
  readonly after?: string
}

/** The events are told as soon as what they tell of is true; they exist iff the transaction commits. */
export async function saveEvents(queries: Queries, events: readonly ToldEvent[]): Promise<void> {
  if (events.length > 0) await queries.query(insertEvents(events))
}

function insertEvents(events: readonly ToldEvent[]): Statement {
  return {
    name: 'medicines_events_save',
    text: `insert into medicines.told_event (party, body, after)
      select * from unnest($1::text[], $2::json[], $3::text[])`,
    values: [
      events.map(({ party }) => party),
      events.map(({ body }) => JSON.stringify(body)),
      events.map(({ after }) => after ?? null),
    ],
  }
}

interface Due {
  readonly event: number
  readonly party: Id<'party'>
  readonly body: JsonObject
}

const due: Statement = {
  name: 'medicines_events_due',
  text: `select event, party, body from medicines.told_event t
    where refused_at is null and (after is null
      or exists (select from medicines.batch b where b.batch = t.after and b.state = 'recorded')
      or exists (select from medicines.handover h where h.handover = t.after and h.state = 'recorded'))
    order by event limit 200`,
}

/**
 * Hands events to custody, oldest first, each party's together. They leave the queue once custody has them: told twice,
 * an event is still one. What custody refuses for good is set aside, since it would keep everybody else waiting.
 */
export async function tellEvents(context: NodeContext, capture: EventCapture): Promise<void> {
  const { database, clock } = context
  for (let waiting = await database.query<Due>(due); waiting.length > 0; waiting = await database.query<Due>(due)) {
    for (const [party, events] of byParty(waiting)) {
      const refused = await tellAll(context, capture, { party, events })
      const told = events.filter(({ event }) => !refused.has(event))
      await database.query({
        name: 'medicines_events_told',
        text: `with aside as (update medicines.told_event set refused_at = $3 where event = any($2::bigint[]))
          delete from medicines.told_event where event = any($1::bigint[])`,
        values: [told.map(({ event }) => event), [...refused], new Date(clock.now())],
      })
    }
  }
}

/** What was set aside is told again: a node that starts may be one that no longer gets it wrong. */
export async function retryRefused({ database }: Pick<NodeContext, 'database'>): Promise<void> {
  await database.query({
    name: 'medicines_events_retry',
    text: 'update medicines.told_event set refused_at = null where refused_at is not null',
  })
}

interface Telling {
  readonly party: Id<'party'>
  readonly events: readonly Due[]
}

/** Those that custody refuses for good; the others are told. */
async function tellAll(context: NodeContext, capture: EventCapture, telling: Telling): Promise<ReadonlySet<number>> {
  if (await isTold(context, capture, telling)) return new Set()
  const refused = new Set<number>()
  for (const event of telling.events) {
    if (!(await isTold(context, capture, { ...telling, events: [event] }))) refused.add(event.event)
  }
  return refused
}

/** False when custody refuses one of them for good. */
async function isTold({ log }: NodeContext, capture: EventCapture, { party, events }: Telling): Promise<boolean> {
  try {
    await capture.tell({ party, context: eventContext, events: events.map(({ body }) => body) })
    return true
  } catch (fault) {
    if (!(fault instanceof SymbolonError) || fault.row.retry === 'later') throw fault
    log.error({ err: fault, events: events.length }, 'events of packs were refused')
    return false
  }
}

function byParty(events: readonly Due[]): Map<Id<'party'>, Due[]> {
  const groups = new Map<Id<'party'>, Due[]>()
  for (const event of events) groups.set(event.party, [...(groups.get(event.party) ?? []), event])
  return groups
}
