import { fromBase64Url, type Hex, type Id, toHex } from '@symbolon/protocol/kernel'
import { mintIntent, recordsErrors } from '@symbolon/protocol/records'
import { getAddress } from 'viem/utils'
import { insertReceipts, newReceiptId } from '../consent/index.ts'
import { isFault, type NodeContext, type Queries } from '../kernel/index.ts'
import { holdBlob } from '../vault/index.ts'
import { checkIntent, recordsPlace } from './check-intent.ts'
import type { Adding } from './record-schemas.ts'
import { findRepeated, insertRecord, insertVersion, type RecordRow } from './record-store.ts'
import { settleOrUndo, undoVersion } from './settle-change.ts'

export interface Added {
  readonly row: RecordRow
  /** True when the same file had been added before under another identifier. */
  readonly already: boolean
}

/**
 * The record is stored and on its way to the ledger. The same identifier gets the first answer, the same file of the same
 * owner gets the record that it already is.
 * @throws RECORDS_RECORD_EXISTS, RECORDS_RECORD_ERASED, RECORDS_BLOB_MISSING, RECORDS_INTENT_…, and what the contract refuses
 */
export async function addRecord(context: NodeContext, party: Id<'party'>, request: Adding): Promise<Added> {
  const asked = { record: request.record, party, source_key: request.source_key }
  if (!(await findRepeated(context.database, asked))) await store(context, party, request)
  const row = await repeated(context, party, request)
  if (row.state === 'saved' && row.command !== null)
    await settleOrUndo(context, {
      command: row.command,
      undo: (queries) => undoVersion(queries, { record: row.record, version: 1 }),
    })
  return { row: await repeated(context, party, request), already: row.record !== request.record }
}

async function repeated({ database }: NodeContext, party: Id<'party'>, request: Adding): Promise<RecordRow> {
  const { record, source_key, mint } = request
  const row = await findRepeated(database, { record, party, source_key })
  if (!row) throw recordsErrors.RECORDS_TOKEN_EXISTS()
  if (row.party !== party) throw recordsErrors.RECORDS_RECORD_EXISTS()
  if (row.state === 'erased') throw recordsErrors.RECORDS_RECORD_ERASED()
  if (row.record === record && row.token_id !== mint.token_id) throw recordsErrors.RECORDS_RECORD_EXISTS()
  return row
}

async function store(context: NodeContext, party: Id<'party'>, request: Adding): Promise<void> {
  const { ledger, clock, random, database } = context
  const { mint } = request
  const owner = getAddress(mint.owner)
  const now = clock.now()
  const call = {
    id: BigInt(mint.token_id),
    owner,
    commitment: mint.commitment as Hex,
    deadline: BigInt(mint.deadline),
  }
  const signature = mint.signature as Hex
  const { deadline } = mint
  await checkIntent(mintIntent({ ...recordsPlace(ledger), ...call }), { signature, account: owner, deadline, now })
  const command = toHex(random(16))
  const numbered = { ...request, party, owner, command, receipt: newReceiptId(context), now: new Date(now) }
  try {
    await database.transaction(async (queries) => {
      await insertAll(queries, numbered)
      const args = [call.id, call.owner, call.commitment, call.deadline, signature]
      await ledger.enqueue(queries, { contract: 'Records', functionName: 'mint', args }, { commandId: command })
    })
  } catch (fault) {
    if (!isFault(fault, '23505')) throw fault
  }
}

type Numbered = Omit<Adding, 'owner'> & {
  readonly party: Id<'party'>
  readonly owner: Hex
  readonly command: string
  readonly receipt: Id<'receipt'>
  readonly now: Date
}

async function insertAll(queries: Queries, adding: Numbered): Promise<void> {
  const { party, owner, command, receipt, now, mint, blob, size_bytes, entries, source_key } = adding
  const record = adding.record as Id<'record'>
  const commitment = mint.commitment as Hex
  const manifest = fromBase64Url(adding.manifest)
  const held = await queries.query(holdBlob({ sha256: blob, size_bytes, party, record }))
  if (held.length === 0) throw recordsErrors.RECORDS_BLOB_MISSING()
  await Promise.all([
    queries.query(insertRecord({ record, party, token_id: mint.token_id as Hex, owner, source_key, now })),
    queries.query(
      insertVersion({ record, version: 1, commitment, manifest, blob, size_bytes, entries, command, receipt, now }),
    ),
    queries.query(
      insertReceipts([
        {
          receipt,
          kind: 'added',
          at: now.toISOString(),
          actor: party,
          subject: party,
          records: [{ record, commitment, entries: [] }],
          bytes: size_bytes,
        },
      ]),
    ),
  ])
}
