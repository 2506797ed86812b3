import { medicinesErrors } from '@symbolon/protocol/medicines'
import type { MedicinesDoor } from '../door.ts'
import { saveEvents } from '../events/event-queue.ts'
import { voidShippingEvent } from '../events/handover-events.ts'
import { findExpired, type HandoverRow, moveState } from './handover-store.ts'
import { stateOf } from './present-handover.ts'

/**
 * The offer is over: its packs stay where they are, and custody is told that they were not shipped.
 * @throws MEDICINES_HANDOVER_STATE
 */
export async function endHandover(
  { context, events }: MedicinesDoor,
  of: { readonly row: HandoverRow; readonly as: 'refused' | 'withdrawn' | 'expired' },
): Promise<void> {
  const { row, as } = of
  const at = context.clock.now()
  const state = stateOf(row, at)
  if (state === as && as !== 'expired') return
  if (state !== 'offered' && as !== 'expired') throw medicinesErrors.MEDICINES_HANDOVER_STATE({ state })
  const told = { ...row, from: row.from_party, to: row.to_party }
  const event = await voidShippingEvent(told, { context, events, at })
  await context.database.transaction(async (queries) => {
    const ended_at = new Date(at)
    const [ended] = await queries.query(moveState({ handover: row.handover, from: 'offered', to: as, ended_at }))
    if (ended) await saveEvents(queries, [event])
    else if (as !== 'expired') throw medicinesErrors.MEDICINES_HANDOVER_STATE({ state: 'accepted' })
  })
}

/** Offers that nobody answered are over. */
export async function endExpired(door: MedicinesDoor): Promise<void> {
  const { database, clock } = door.context
  for (const row of await findExpired(database, new Date(clock.now()))) await endHandover(door, { row, as: 'expired' })
}
