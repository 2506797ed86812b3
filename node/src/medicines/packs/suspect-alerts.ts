import { readPackId } from '@symbolon/protocol/medicines'
import type { PackBatch } from './pack-batch.ts'
import type { PacksDoor } from './packs-door.ts'
import { tokenIdText } from './present-pack.ts'

/** True when somebody has to examine each of the packs. */
export async function hasSuspectAlerts(
  { context, secret }: PacksDoor,
  { batch, first, count }: { readonly batch: PackBatch; readonly first: number; readonly count: number },
): Promise<boolean> {
  const subjects = Array.from({ length: count }, (_, i) =>
    Buffer.from(readPackId(tokenIdText({ batch, index: first + i }), secret()).slice(2), 'hex'),
  )
  const rows = await context.database.query({
    name: 'medicines_alerts_suspect',
    text: `select distinct subject from medicines.alert
      where subject = any($1::bytea[]) and kind = 'suspect' and status->>'state' <> 'resolved'`,
    values: [subjects],
  })
  return rows.length === count
}
