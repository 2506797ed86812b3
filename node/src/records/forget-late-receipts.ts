import { destroyProofs } from '../consent/index.ts'
import type { NodeContext } from '../kernel/index.ts'

/** Whatever was decided before an erasure is committed within this time of it. */
const settled_ms = 600_000

/** Receipts that were told while their record was being erased lose their proof as the earlier ones did. */
export async function forgetLateReceipts({ database, clock }: NodeContext): Promise<void> {
  await database.transaction(async (queries) => {
    const erased = await queries.query<{ record: string; party: string }>({
      name: 'records_settled_erasures',
      text: 'delete from records.erasure where erased_at < $1 returning record, party',
      values: [new Date(clock.now() - settled_ms)],
    })
    if (erased.length === 0) return
    const values = [erased.map(({ record }) => record), erased.map(({ party }) => party)]
    const sql = 'select * from unnest($1::text[], $2::text[]) late (record, party)'
    for (const statement of destroyProofs({ name: 'late', sql, values })) await queries.query(statement)
  })
}
