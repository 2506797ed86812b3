import type { Statement } from '../kernel/index.ts'
import { destroyOpenings } from '../log/index.ts'
import type { RecordsQuery } from './change-of-record.ts'

/**
 * The receipts that name these records, or that name none and were told under a grant that covers one of them, cannot be
 * proved any more: what opens their entries of the log is destroyed. They stay in the ledger of use, without the
 * commitments that would tie them to burned tokens. What was told under the same grant of other records alone keeps its
 * proof, and so do the receipts of the erasures. Run before `eraseFromGrants`, which forgets what the grants covered.
 * @param owned a query with two columns, record and party: the records, and whose they are
 */
export function destroyProofs({ name, sql, values }: RecordsQuery): Statement[] {
  const receipts = `select r.receipt as name from (${sql}) owned join consent.receipt r on r.subject = owned.party
      where r.kind <> 'erased' and (strpos(r.records, owned.record) > 0 or (r.records = '[]' and exists (
        select from consent.grant_record gr where gr.grant = r.grant and gr.record = owned.record)))`
  return [
    destroyOpenings({ name: `of_${name}`, sql: receipts, values }),
    {
      name: `consent_forget_commitments_${name}`,
      text: `update consent.receipt r
        set records = regexp_replace(r.records, '"commitment":"0x[0-9a-f]{64}",', '', 'g')
        where r.receipt in (${receipts}) and strpos(r.records, '"commitment"') > 0`,
      values,
    },
  ]
}
