import type { Statement } from '../kernel/index.ts'
import { destroyOpenings } from '../log/index.ts'
import type { RecordsQuery } from './change-of-record.ts'

/**
 * The receipts that name these records, or that name none and were told under a grant that covers one of them, cannot be
 * proved any more: what opens their entries of the log is destroyed. They stay in the ledger of use. What was told under
 * the same grant of other records alone keeps its proof, and so do the receipts of the erasures. Run before
 * `eraseFromGrants`, which forgets what the grants covered.
 * @param owned a query with two columns, record and party: the records, and whose they are
 */
export function destroyProofs({ name, sql, values }: RecordsQuery): Statement {
  return destroyOpenings({
    name: `of_${name}`,
    sql: `select r.receipt as name from (${sql}) owned join consent.receipt r on r.subject = owned.party
      where r.kind <> 'erased' and (strpos(r.records, owned.record) > 0 or (r.records = '[]' and exists (
        select from consent.grant_record gr where gr.grant = r.grant and gr.record = owned.record)))`,
    values,
  })
}
