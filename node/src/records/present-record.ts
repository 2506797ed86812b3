import { toBase64Url } from '@symbolon/protocol/kernel'
import { recordsErrors } from '@symbolon/protocol/records'
import type { z } from 'zod'
import type { Settlement } from '../kernel/index.ts'
import type { changedRecord, erasedRecord, recordDetail, recordSummary } from './record-schemas.ts'
import type { RecordRow } from './record-store.ts'

export function presentRecord(row: RecordRow): z.infer<typeof recordSummary> {
  return {
    record: row.record,
    token_id: row.token_id,
    owner: row.owner,
    version: row.version,
    state: row.state,
    entries: row.entries ?? 0,
    size_bytes: row.size_bytes ?? 0,
    blob: row.blob,
    commitment: row.commitment,
    receipt: row.receipt,
    block: row.block,
    transaction: row.transaction,
    created_at: row.created_at.toISOString(),
    ...(row.erased_at && { erased_at: row.erased_at.toISOString() }),
  }
}

/** A record with its sealed manifest. */
export function presentDetail(row: RecordRow, manifest: Uint8Array): z.infer<typeof recordDetail> {
  return { ...presentRecord(row), manifest: toBase64Url(manifest) }
}

/** A record right after it was added or amended. */
export function presentChange(row: RecordRow, { already }: { already: boolean }): z.infer<typeof changedRecord> {
  const { record, token_id, version, state, block, transaction, receipt } = row
  if (token_id === null || state === 'erased') throw recordsErrors.RECORDS_RECORD_ERASED()
  return { record, token_id, version: Math.max(version, 1), state, block, transaction, receipt, already }
}

export function presentErasure(row: RecordRow, settlement: Settlement | undefined): z.infer<typeof erasedRecord> {
  return {
    record: row.record,
    state: 'erased',
    erased_at: (row.erased_at ?? row.created_at).toISOString(),
    burn: settlement ? 'recorded' : 'saved',
    block: settlement?.block ?? null,
    transaction: settlement?.transaction ?? null,
    receipt: row.receipt,
  }
}
