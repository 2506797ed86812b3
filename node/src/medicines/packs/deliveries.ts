import type { Queries } from '../../kernel/index.ts'
import type { Delivery } from './pack-batch.ts'
import type { PackIndex } from './pack-index.ts'

/** Takes in which packs are on their way: offered by who holds them, and not received yet. Those of before are forgotten. */
export async function takeDeliveries(
  queries: Queries,
  { index, now }: { readonly index: PackIndex; readonly now: Date },
): Promise<void> {
  const rows = await queries.query<Delivery & { batch: string }>({
    name: 'medicines_packs_deliveries',
    text: `select r.batch, r.first, r.first + r.count as until, h.from_address as sender, h.to_address as receiver
      from medicines.handover h join medicines.handover_range r using (handover)
      where h.state = 'accepted' or h.state = 'offered' and h.deadline > $1
      order by r.batch, r.first`,
    values: [now],
  })
  index.deliver(Map.groupBy(rows, ({ batch }) => batch))
}
