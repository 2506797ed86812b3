import type { BatchRow } from '../batches/batch-store.ts'
import { hexOf } from '../ledger-values.ts'
import type { EventCapture } from '../ports.ts'
import type { ToldEvent } from './event-queue.ts'
import { eventAt, lotLink, partyLink } from './event-words.ts'

/** A batch comes into being: by its lot and number of packs, never by a million serial numbers. @source CBV 2.0 §7.1 (commissioning) */
export async function commissioningEvent(
  row: BatchRow,
  { events, now }: { readonly events: EventCapture; readonly now: number },
): Promise<ToldEvent> {
  const gln = await events.glnOf(row.maker)
  const maker = gln === undefined ? {} : { sourceList: [{ type: 'owning_party', source: partyLink(gln) }] }
  const body = {
    ...eventAt('ObjectEvent', now),
    quantityList: [{ epcClass: lotLink(row), quantity: row.count }],
    action: 'ADD',
    bizStep: 'commissioning',
    disposition: 'active',
    ...maker,
    'symbolon:batch': hexOf(row.root ?? new Uint8Array()),
    ...(row.markets && { 'symbolon:markets': [...row.markets] }),
  }
  return { party: row.maker, body }
}
