import type { Id } from '@symbolon/protocol/kernel'
import type { NodeContext } from '../../kernel/index.ts'
import { saveEvents, type ToldEvent } from '../events/event-queue.ts'
import { eventAt, lotLink, partyLink } from '../events/event-words.ts'
import type { EventCapture } from '../ports.ts'

interface Unsent {
  readonly recall: Id<'recall'>
  readonly party: Id<'party'>
  readonly gtin: string
  readonly lot: string | null
  readonly proposed_by: Id<'party'>
  readonly recorded_at: Date
}

/**
 * Everybody who is to be told has an event of the recall that names it and nobody else, and whatever the party has
 * subscribed to brings it there. Whoever has told no GLN finds the recall among those that it holds packs of.
 */
export async function sendNotices({ database, clock }: NodeContext, events: EventCapture): Promise<void> {
  const unsent = await database.query<Unsent>({
    name: 'medicines_notices_unsent',
    text: `select n.recall, n.party, r.gtin, r.lot, r.proposed_by, r.recorded_at
      from medicines.recall_notice n join medicines.recall r using (recall)
      where n.sent_at is null order by n.recall, n.party limit 500`,
  })
  for (const notice of unsent) {
    const gln = await events.glnOf(notice.party)
    await database.transaction(async (queries) => {
      await saveEvents(queries, gln === undefined ? [] : [recallEvent(notice, gln)])
      await queries.query({
        name: 'medicines_notice_sent',
        text: 'update medicines.recall_notice set sent_at = $3 where recall = $1 and party = $2',
        values: [notice.recall, notice.party, new Date(clock.now())],
      })
    })
  }
}

/** @source CBV 2.0 §7.1 (holding), §7.2 (recalled) */
function recallEvent({ recall, gtin, lot, proposed_by, recorded_at }: Unsent, gln: string): ToldEvent {
  const body = {
    ...eventAt('ObjectEvent', recorded_at.getTime()),
    quantityList: [{ epcClass: lot === null ? `https://id.gs1.org/01/${gtin}` : lotLink({ gtin, lot }) }],
    action: 'OBSERVE',
    bizStep: 'holding',
    disposition: 'recalled',
    bizTransactionList: [{ bizTransaction: `urn:symbolon:recall:${recall}` }],
    destinationList: [{ type: 'possessing_party', destination: partyLink(gln) }],
  }
  return { party: proposed_by, body }
}
