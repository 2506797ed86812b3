import type { JsonObject } from '@symbolon/protocol/kernel'
import { isEnded, type LedgerPackState, packStateOf, type ReaderClass, readPackId } from '@symbolon/protocol/medicines'
import type { Queries, Settlement } from '../../kernel/index.ts'
import { saveEvents, type ToldEvent } from '../events/event-queue.ts'
import { eventAt, lotLink, packEpc } from '../events/event-words.ts'
import { EVENT_EPCS_MAX } from '../medicines-limits.ts'
import { settleOrUndo } from '../relay.ts'
import { commandOfState, deletePending, listPending, type MarkState, type PendingAct, wordsOf } from './pack-acts.ts'
import type { PackBatch } from './pack-batch.ts'
import type { PacksDoor } from './packs-door.ts'
import { ABANDONED_EVERY_MS } from './packs-limits.ts'
import { tokenIdText } from './present-pack.ts'

const hour_ms = 3_600_000

/**
 * Waits for the ledger. Once it has the act, the act is told as an EPCIS event and kept for the rules, in one transaction
 * with its end; what the ledger refused is undone. Nothing when the ledger takes its time: a job looks after it.
 * @throws what the contract says against it
 */
export async function settleAct(door: PacksDoor, act: PendingAct): Promise<Settlement | undefined> {
  const { context, index, follower } = door
  const batch = index.byId(act.batch)
  const undo = async (queries: Queries) => void (await deletePending(queries, act.command))
  let settlement: Settlement | undefined
  try {
    settlement = await settleOrUndo(context, { command: act.command, undo })
  } catch (fault) {
    batch?.settle(act)
    throw fault
  }
  // What is not in memory yet cannot be told of: the act waits, and is told once it is.
  if (settlement === undefined || batch === undefined) return settlement
  const { time } = settlement
  await context.database.transaction(async (queries) => {
    // Whoever comes second has nothing to tell.
    if (!(await deletePending(queries, act.command))) return
    await saveEvents(queries, [eventOf(act, batch)])
    await keepAct(queries, door, { act, batch, time })
  })
  await follower.followUpToNow()
  batch.settle(act)
  return settlement
}

/** Acts whose caller went away before the ledger answered, or that another run of the node had begun. */
export async function settleAbandonedActs(door: PacksDoor): Promise<void> {
  const { database, clock, log } = door.context
  for (const act of await listPending(database, clock.now() - ABANDONED_EVERY_MS)) {
    await settleAct(door, act).catch((fault) => log.warn({ err: fault }, 'an act about packs was undone'))
  }
}

/**
 * What an act tells, pack by pack up to a thousand. Its time is when it was done, to the millisecond as of every other
 * event: blocks have whole seconds, by which a pack could be dispensed before it was made. The round keeps an act apart
 * from the same one after an undo, since of two events that say the same there is one.
 * @source CBV 2.0 §7.1, §7.2, §8.9
 */
function eventOf(act: PendingAct, batch: PackBatch): ToldEvent {
  const command = act.state === 0 ? 'undo' : commandOfState[packStateOf(act.state) as MarkState]
  const { biz_step, disposition, action } = wordsOf(command)
  const { gtin } = batch.facts
  const indexes = Array.from({ length: act.count }, (_, i) => act.first + i)
  const what: JsonObject =
    act.count <= EVENT_EPCS_MAX
      ? { epcList: indexes.map((index) => packEpc({ gtin, serial: batch.serialOf(index) })) }
      : { quantityList: [{ epcClass: lotLink(batch.facts), quantity: act.count }] }
  const body = {
    ...eventAt('ObjectEvent', Math.min(act.signed_at ?? act.now, act.now)),
    ...what,
    action,
    bizStep: biz_step,
    ...(disposition !== undefined && { disposition }),
    'symbolon:round': act.round,
  }
  return { party: act.party, body }
}

const kinds: Partial<Readonly<Record<LedgerPackState, 'supply' | 'end' | 'undo'>>> = {
  active: 'undo',
  supplied: 'supply',
}

/** Ends that told their place, and what took them back, are readings as well; a part or a quarantine ends nothing. */
async function keepAct(
  queries: Queries,
  { secret, names }: PacksDoor,
  { act, batch, time }: { readonly act: PendingAct; readonly batch: PackBatch; readonly time: number },
): Promise<void> {
  const state = packStateOf(act.state)
  if (act.cell === undefined || state === undefined || !(state === 'active' || isEnded(state))) return
  const roles: readonly string[] = names.rolesOf(act.party, time)
  const readers: readonly ReaderClass[] = ['pharmacy', 'care-provider', 'wholesaler', 'manufacturer']
  const reader = readers.find((role) => roles.includes(role)) ?? 'pharmacy'
  const packs = Array.from({ length: act.count }, (_, i) =>
    Buffer.from(readPackId(tokenIdText({ batch, index: act.first + i }), secret()).slice(2), 'hex'),
  )
  await queries.query({
    name: 'medicines_pack_acts_insert',
    text: `insert into medicines.pack_act (pack, kind, cell, hour, reader, actor, is_by_device, batch, index)
      select pack, $2, $3, $4, $5, $6, $7, $8, $9::integer + place::integer - 1
      from unnest($1::bytea[]) with ordinality p (pack, place)`,
    values: [
      packs,
      kinds[state] ?? 'end',
      act.cell,
      Math.floor((act.signed_at ?? time) / hour_ms),
      reader,
      act.party,
      act.signed_at !== undefined,
      act.batch,
      act.first,
    ],
  })
}
