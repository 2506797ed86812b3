import { recordAccount } from '@symbolon/protocol/identity'
import { type Hex, type Id, newId, toHex } from '@symbolon/protocol/kernel'
import { amendIntent, type ImportReport, readRecordFile } from '@symbolon/protocol/records'
import type { SealedRecord } from '@symbolon/protocol/vault'
import { askSigned } from '../identity/index.ts'
import { type Client, deadlineOf, getNetwork, newKey, rootOf } from '../kernel/index.ts'
import { type RecordFile, sealFile, storedPart } from './add-record.ts'
import { putBlob } from './put-blob.ts'
import { getRecord, type OpenedRecord } from './records.ts'
import { remakeCapsules } from './remake-capsules.ts'

const idBytes = 10
const idsAtOnce = 256

/** Which record gets which content. */
export interface RecordAmending {
  readonly record: string
  /** What takes the place of the present version. */
  readonly file: RecordFile
}

/** The new version as the node and the ledger have it. */
export interface AmendedRecord {
  readonly record: Id<'record'>
  /** The new version. */
  readonly version: number
  /** `saved`: the present version stays in force until the ledger has recorded the new one. */
  readonly state: 'recorded' | 'saved'
  /** Null while it is only saved, as are block and transaction. */
  readonly receipt: Id<'receipt'> | null
  readonly block: number | null
  readonly transaction: Hex | null
  readonly report: ImportReport
  /** Grants in force that open entries of the new version. */
  readonly grants: number
}

/**
 * The record has a new version under new keys; grants in force open it and no longer the old one, whose keys and
 * ciphertext are destroyed.
 * @throws RECORDS_RECORD_UNKNOWN, RECORDS_RECORD_ERASED and what `addRecord` throws
 */
export async function amendRecord(client: Client, amending: RecordAmending): Promise<AmendedRecord> {
  const { opened, sealed, report } = await prepare(client, amending)
  const { record } = opened.summary
  const remade = await remakeCapsules(client, { record, next: nextOf(opened, sealed) })
  const amend = await signAmendment(client, { opened, sealed })
  await putBlob(client, { id: sealed.blobId, bytes: sealed.blob })
  const answer = await askSigned<Omit<AmendedRecord, 'report' | 'grants'>>(client, {
    method: 'POST',
    path: `/v1/records/${record}/versions`,
    body: { amend, ...storedPart(sealed), ...remade.stored },
    idempotencyKey: newKey(client, 'amend'),
  })
  const told = { report, grants: remade.opening }
  const { version } = sealed.opened
  // The answer describes the version in force: one that is behind says that the new one still waits for the ledger.
  if (answer.version === version) return { ...answer, ...told }
  return { ...answer, version, state: 'saved', receipt: null, block: null, transaction: null, ...told }
}

/** What `amendRecord` would store; nothing is sent. */
export async function simulateAmendRecord(
  client: Client,
  amending: RecordAmending,
): Promise<{
  readonly version: number
  readonly report: ImportReport
  readonly size_bytes: number
  readonly grants: number
  /** Entries of the present version, which the amendment destroys. */
  readonly replaces: number
}> {
  const { opened, sealed, report } = await prepare(client, amending)
  const remade = await remakeCapsules(client, { record: opened.summary.record, next: nextOf(opened, sealed) })
  const replaces = opened.manifest.entries.length
  const { version } = sealed.opened
  return { version, report, size_bytes: sealed.blob.length, grants: remade.opening, replaces }
}

async function prepare(client: Client, { record, file }: RecordAmending) {
  const opened = await getRecord(client, { record })
  const { token_id, version } = opened.manifest
  const read = readRecordFile({ ...file, newEntryId: newEntryIds(client) })
  const of = { file: { ...file, read }, record: opened.summary.record, tokenId: token_id, version: version + 1 }
  return { opened, ...(await sealFile(client, of)) }
}

/** New entry identifiers; random bytes are fetched for many at once, since each call to the generator costs as much as an identifier. */
function newEntryIds(client: Client): () => Id<'entry'> {
  let pool = new Uint8Array(0)
  return () => {
    if (pool.length < idBytes) pool = Uint8Array.from(client.random(idBytes * idsAtOnce))
    const random = pool.subarray(0, idBytes)
    pool = pool.subarray(idBytes)
    return newId('entry', client.clock.now(), random)
  }
}

function nextOf(opened: OpenedRecord, sealed: SealedRecord): OpenedRecord {
  return { summary: opened.summary, manifest: sealed.opened, blob: sealed.blobId }
}

async function signAmendment(client: Client, of: { opened: OpenedRecord; sealed: SealedRecord }) {
  const { chain_id, contracts } = await getNetwork(client)
  const { record, token_id, version } = of.sealed.opened
  const deadline = deadlineOf(client)
  const commitment = toHex(of.sealed.commitment)
  const signature = await recordAccount(await rootOf(client), record).signTypedData(
    amendIntent({
      chainId: chain_id,
      verifyingContract: contracts.records,
      id: BigInt(token_id),
      commitment,
      version,
      deadline,
    }),
  )
  return { commitment, version, deadline: Number(deadline), signature }
}
