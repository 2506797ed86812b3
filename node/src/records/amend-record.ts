import { fromBase64Url, type Hex, type Id, toHex } from '@symbolon/protocol/kernel'
import { amendIntent, recordsErrors } from '@symbolon/protocol/records'
import { insertReceipts, newReceiptId, readRemadeCapsules, refuseUnforeseen, stageCapsules } from '../consent/index.ts'
import { isFault, type NodeContext, type Queries } from '../kernel/index.ts'
import { holdBlob } from '../vault/index.ts'
import { checkIntent, recordsPlace } from './check-intent.ts'
import type { Amending } from './record-schemas.ts'
import { findPending, findRecord, insertVersion, type RecordRow } from './record-store.ts'
import { settleOrUndo, undoVersion } from './settle-change.ts'

interface Owned {
  readonly record: Id<'record'>
  readonly party: Id<'party'>
}

/**
 * The next version is stored and on its way to the ledger; it comes into force, with the capsules made again for it, in
 * the transaction of its block. Grants whose capsule was not made again open nothing of the record from then on.
 * @throws RECORDS_RECORD_UNKNOWN, RECORDS_RECORD_ERASED, RECORDS_RECORD_BUSY, RECORDS_VERSION_INVALID, RECORDS_BLOB_MISSING
 */
export async function amendRecord(context: NodeContext, owned: Owned, request: Amending): Promise<RecordRow> {
  const { database } = context
  const row = await liveRecord(context, owned)
  const pending = await findPending(database, owned.record)
  const { version } = request.amend
  const isInForce = row.version === version && row.blob === request.blob
  const isWaiting = pending?.version === version && pending.blob === request.blob
  if (isInForce) return row
  if (pending && !isWaiting) throw recordsErrors.RECORDS_RECORD_BUSY()
  if (!isWaiting) await store(context, row, request)
  const waiting = await findPending(database, owned.record)
  if (waiting)
    await settleOrUndo(context, {
      command: waiting.command,
      undo: (queries) => undoVersion(queries, { record: owned.record, version }),
    })
  return liveRecord(context, owned)
}

/** @throws RECORDS_RECORD_UNKNOWN, RECORDS_RECORD_ERASED, RECORDS_RECORD_BUSY while the mint waits */
export async function liveRecord({ database }: NodeContext, owned: Owned): Promise<RecordRow> {
  const row = await findRecord(database, owned)
  if (!row) throw recordsErrors.RECORDS_RECORD_UNKNOWN()
  if (row.state === 'erased') throw recordsErrors.RECORDS_RECORD_ERASED()
  if (row.state === 'saved') throw recordsErrors.RECORDS_RECORD_BUSY()
  return row
}

async function store(context: NodeContext, row: RecordRow, request: Amending): Promise<void> {
  const { ledger, clock, random, database } = context
  const { amend } = request
  const now = clock.now()
  if (amend.version !== row.version + 1)
    throw recordsErrors.RECORDS_VERSION_INVALID({ expected: row.version + 1, given: amend.version })
  const call = {
    id: BigInt(row.token_id ?? 0),
    commitment: amend.commitment as Hex,
    version: amend.version,
    deadline: BigInt(amend.deadline),
  }
  const signature = amend.signature as Hex
  const account = row.owner as Hex
  const intent = amendIntent({ ...recordsPlace(ledger), ...call })
  await checkIntent(intent, { signature, account, deadline: amend.deadline, now })
  const command = toHex(random(16))
  const receipt = newReceiptId(context)
  try {
    await database.transaction(async (queries) => {
      await lockLive(queries, row.record)
      await refuseUnforeseen(queries, { record: row.record, grants: request.grants, now: new Date(now) })
      await insertAll(queries, { row, request, command, receipt, now: new Date(now) })
      const args = [call.id, call.commitment, call.version, call.deadline, signature]
      await ledger.enqueue(queries, { contract: 'Records', functionName: 'amend', args }, { commandId: command })
    })
  } catch (fault) {
    if (isFault(fault, '23505')) throw recordsErrors.RECORDS_RECORD_BUSY({}, { cause: fault })
    throw fault
  }
}

/** No grant is given over the record while its next version is stored. */
async function lockLive(queries: Queries, record: Id<'record'>): Promise<void> {
  const rows = await queries.query({
    name: 'records_lock_live',
    text: `select from records.record where record = $1 and state = 'recorded' for no key update`,
    values: [record],
  })
  if (rows.length === 0) throw recordsErrors.RECORDS_RECORD_BUSY()
}

interface NumberedAmendment {
  readonly row: RecordRow
  readonly request: Amending
  readonly command: string
  readonly receipt: Id<'receipt'>
  readonly now: Date
}

async function insertAll(queries: Queries, { row, request, command, receipt, now }: NumberedAmendment): Promise<void> {
  const { record, party } = row
  const { amend, blob, size_bytes, entries } = request
  const { version } = amend
  const manifest = fromBase64Url(request.manifest)
  const commitment = amend.commitment as Hex
  const held = await queries.query(holdBlob({ sha256: blob, size_bytes, party, record }))
  if (held.length === 0) throw recordsErrors.RECORDS_BLOB_MISSING()
  await queries.query(
    insertVersion({ record, version, commitment, manifest, blob, size_bytes, entries, command, receipt, now }),
  )
  for (const statement of stageCapsules(record, readRemadeCapsules(request))) await queries.query(statement)
  await queries.query(
    insertReceipts([
      {
        receipt,
        kind: 'amended',
        at: now.toISOString(),
        actor: party,
        subject: party,
        records: [{ record, commitment, entries: [] }],
        bytes: size_bytes,
      },
    ]),
  )
}
