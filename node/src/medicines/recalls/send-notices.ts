import type { Id } from '@symbolon/protocol/kernel'
import type { NodeContext } from '../../kernel/index.ts'
import type { RecallNotices } from '../ports.ts'

/** Everybody who is to be told has been, at least once: a notice is sent again when this ends halfway. */
export async function sendNotices({ database, clock }: NodeContext, notices: RecallNotices): Promise<void> {
  const unsent = await database.query<{ recall: Id<'recall'>; party: Id<'party'> }>({
    name: 'medicines_notices_unsent',
    text: 'select recall, party from medicines.recall_notice where sent_at is null order by recall, party limit 500',
  })
  for (const { recall, party } of unsent) {
    await notices.tell(recall, party)
    await database.query({
      name: 'medicines_notice_sent',
      text: 'update medicines.recall_notice set sent_at = $3 where recall = $1 and party = $2',
      values: [recall, party, new Date(clock.now())],
    })
  }
}
