import type { Hex, Id } from '@symbolon/protocol/kernel'
import { recordsErrors } from '@symbolon/protocol/records'
import {
  type Endings,
  type RecordsQuery,
  readRemadeCapsules,
  refuseUnforeseen,
  replaceCapsules,
} from '../consent/index.ts'
import type { NodeContext, Settlement, Statement } from '../kernel/index.ts'
import { type BlobStore, destroyAskedBlobs } from '../vault/index.ts'
import { checkBurn, insertBurn, sendBurn } from './burn-token.ts'
import { eraseStatements } from './handlers.ts'
import type { Erasing } from './record-schemas.ts'
import { findRecord, type RecordRow } from './record-store.ts'

export interface Erased {
  readonly row: RecordRow
  /** Where the burn stands; told once, kept nowhere, since it would tie the person to the token. */
  readonly settlement: Settlement | undefined
}

interface Owned {
  readonly record: Id<'record'>
  readonly party: Id<'party'>
}

/**
 * Keys, salts, openings, manifest and ciphertext of the record are destroyed here in one transaction, whatever the ledger
 * does; the burn follows. The ciphertext leaves the store right after, or when the store is back.
 * @throws RECORDS_RECORD_UNKNOWN, RECORDS_RECORD_BUSY, RECORDS_INTENT_…
 */
export async function eraseRecord(
  parts: { readonly context: NodeContext; readonly store: BlobStore; readonly endings?: Pick<Endings, 'blobErased'> },
  owned: Owned,
  request: Erasing,
): Promise<Erased> {
  const { context, store } = parts
  const row = await findRecord(context.database, owned)
  if (!row) throw recordsErrors.RECORDS_RECORD_UNKNOWN()
  if (row.state === 'erased') return { row, settlement: undefined }
  if (row.state === 'saved') throw recordsErrors.RECORDS_RECORD_BUSY()
  await destroy(context, row, request)
  if (row.blob !== null) parts.endings?.blobErased(row.blob)
  await destroyAskedBlobs({ database: context.database, store }).catch((fault) => {
    context.log.warn({ err: fault }, 'ciphertext is destroyed later')
  })
  const settlement = await sendBurn(context, row.token_id as Hex).catch((fault) => {
    context.log.warn({ err: fault }, 'the burn waits')
    return undefined
  })
  return { row: (await findRecord(context.database, owned)) ?? row, settlement }
}

async function destroy(context: NodeContext, row: RecordRow, request: Erasing): Promise<void> {
  const { clock, database } = context
  const { deadline, signature } = request.erase
  const burn = { token_id: row.token_id as Hex, deadline, signature: signature as Hex }
  await checkBurn(context, { ...burn, account: row.owner as Hex })
  const remade = readRemadeCapsules(request)
  const { record } = row
  const records: RecordsQuery = { name: 'asked', sql: 'select $1::text', values: [record] }
  const now = new Date(clock.now())
  const [drop, ...rest] = eraseStatements(records, now)
  await database.transaction(async (queries) => {
    if ((await queries.query(lockRecorded(record))).length === 0) return
    await refuseUnforeseen(queries, { record, grants: request.grants, now })
    if (drop) await queries.query(drop)
    for (const statement of [...replaceCapsules(record, remade), ...rest]) await queries.query(statement)
    await queries.query(insertBurn(burn))
  })
}

/** Of two erasures at once the second finds nothing left to do. */
function lockRecorded(record: Id<'record'>): Statement {
  return {
    name: 'records_lock_recorded',
    text: `select from records.record where record = $1 and state = 'recorded' for update`,
    values: [record],
  }
}
