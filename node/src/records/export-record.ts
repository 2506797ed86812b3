import { type ExportForm, RECEIPT_ENTRIES_MAX } from '@symbolon/protocol/consent'
import type { Id } from '@symbolon/protocol/kernel'
import { recordsErrors } from '@symbolon/protocol/records'
import { type RecordsQuery, tellExport } from '../consent/index.ts'
import type { NodeContext } from '../kernel/index.ts'
import type { TransparencyLog } from '../log/index.ts'
import { liveRecord } from './amend-record.ts'
import { type ExportedRow, findExported, type RecordRow } from './record-store.ts'

export interface ExportAsked {
  readonly record: Id<'record'>
  readonly party: Id<'party'>
  readonly form: ExportForm
  readonly entries: readonly Id<'entry'>[]
  /** Of the owner's session. */
  readonly sign_in: string | undefined
  readonly key: string
}

/**
 * In this order: the record is its owner's and in force, the receipt in the same committed statement, the receipt in the
 * log, then what opens the record. The node can't read a manifest: which entries were named is the owner's word.
 * @throws RECORDS_RECORD_UNKNOWN, RECORDS_RECORD_ERASED, RECORDS_RECORD_BUSY, RECORDS_EXPORT_ENTRIES
 */
export async function exportRecord(
  parts: { readonly context: NodeContext; readonly log: TransparencyLog },
  asked: ExportAsked,
): Promise<{ readonly receipt: Id<'receipt'>; readonly row: ExportedRow }> {
  const { context } = parts
  const row = await liveRecord(context, asked)
  checkEntries(row, asked.entries)
  const { version, commitment } = row
  const proof = await tellExport(parts, { ...asked, version, commitment }, liveVersion(row, asked.entries))
  const exported = proof && (await findExported(context.database, proof))
  if (proof && exported) return { receipt: proof.receipt, row: exported }
  await liveRecord(context, asked)
  throw recordsErrors.RECORDS_RECORD_BUSY()
}

function checkEntries(row: RecordRow, entries: readonly Id<'entry'>[]): void {
  const max = Math.min(row.entries ?? 0, RECEIPT_ENTRIES_MAX)
  if (entries.length > max) throw recordsErrors.RECORDS_EXPORT_ENTRIES({ max, named: entries.length })
}

/** How large single entries are stands in the manifest, which the node can't read. */
function liveVersion({ record, version, party }: RecordRow, entries: readonly Id<'entry'>[]): RecordsQuery {
  return {
    name: 'live',
    sql: `select case when $4::boolean then v.size_bytes end as bytes
      from records.record r join records.version v on v.record = r.record and v.version = r.version
      where r.record = $1 and r.party = $2 and r.version = $3 and r.state = 'recorded'`,
    values: [record, party, version, entries.length === 0],
  }
}
