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
    where after is null
      or exists (select from medicines.batch b where b.batch = t.after and b.state = 'recorded')
      or exists (select from medicines.handover h where h.handover = t.after and h.state = 'recorded')
    order by event limit 200`,
}

/**
 * Hands events to custody, oldest first, each party's together. They leave the queue once custody has them: told twice,
 * an event is still one. What custody refuses for good leaves it too, since it would keep everybody else waiting.
 */
export async function tellEvents(context: NodeContext, capture: EventCapture): Promise<void> {
  const { database } = context
  for (let waiting = await database.query<Due>(due); waiting.length > 0; waiting = await database.query<Due>(due)) {
    for (const [party, events] of byParty(waiting)) {
      if (!(await isTold(context, capture, { party, events }))) {
        for (const event of events) await isTold(context, capture, { party, events: [event] })
      }
      await database.query({
        name: 'medicines_events_told',
        text: 'delete from medicines.told_event where event = any($1::bigint[])',
        values: [events.map(({ event }) => event)],
      })
    }
  }
}

/** False when custody refuses one of them for good. */
async function isTold(
  { log }: NodeContext,
  capture: EventCapture,
  { party, events }: { readonly party: Id<'party'>; readonly events: readonly Due[] },
): Promise<boolean> {
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
