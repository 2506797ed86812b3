import { entryIdsOf, recordAccount, sourceKey } from '@symbolon/protocol/identity'
import { type Hex, type Id, newId, sha256, toBase64Url, toHex } from '@symbolon/protocol/kernel'
import {
  type ImportReport,
  mintIntent,
  type ReadRecord,
  type RecordEntry,
  readRecordFile,
  readRecordFiles,
} from '@symbolon/protocol/records'
import { type RecordToSeal, type SealedRecord, sealRecord } from '@symbolon/protocol/vault'
import { askSigned, ownIdentity } from '../identity/index.ts'
import { type Client, deadlineOf, getNetwork, rootOf, sdkErrors } from '../kernel/index.ts'
import { putBlob } from './put-blob.ts'

/** A file as it came. */
export interface RecordFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** A file that was read together with those that lie beside it. */
export interface ReadFile extends RecordFile {
  readonly read: ReadRecord
}

/** What became of a file. */
export interface AddedRecord {
  readonly record: Id<'record'>
  readonly token_id: Hex
  readonly version: number
  readonly state: 'recorded' | 'saved'
  readonly receipt: Id<'receipt'>
  readonly block: number | null
  readonly transaction: Hex | null
  /** True when the same file had been added before: this is that record, and nothing new was made. */
  readonly already: boolean
  readonly report: ImportReport
}

const tokenIdBytes = 32

/**
 * The files of one folder are read together, so that references lead from file to file; each is then added by itself with
 * `addRecord`. A file that is refused has its error. Undefined when they are too many to be held together
 * (`BESIDE_BYTES_MAX`, `BESIDE_RESOURCES_MAX`).
 * @example for (const one of (await readFiles(eleni, files)) ?? files) if (!('error' in one)) await addRecord(eleni, one)
 */
export async function readFiles(
  client: Client,
  files: readonly RecordFile[],
): Promise<(ReadFile | (RecordFile & { readonly error: unknown }))[] | undefined> {
  const root = await rootOf(client)
  const outcomes = readRecordFiles(files.map((file) => ({ ...file, newEntryId: lastingIds(root, file) })))
  return outcomes?.flatMap((outcome, place) => {
    const file = files[place]
    return file === undefined ? [] : [{ ...file, ...outcome }]
  })
}

/**
 * A file is validated, taken apart into entries, sealed with keys of its own and minted to a one-time address of the
 * owner; the node holds ciphertext only.
 * @throws RECORDS_FILE_EMPTY, RECORDS_FILE_ENCODING, RECORDS_FILE_TOO_LARGE, RECORDS_BUNDLE_INVALID, KERNEL_JSON_INVALID
 * @example const { record, report } = await addRecord(eleni, { name: 'visit.json', bytes })
 */
export async function addRecord(client: Client, file: RecordFile | ReadFile): Promise<AddedRecord> {
  const { sealed, report, tokenId } = await prepare(client, file)
  const { record } = sealed.opened
  const mint = await signMint(client, { record, tokenId, commitment: toHex(sealed.commitment) })
  const body = { record, source_key: sourceKey(await rootOf(client), sha256(file.bytes)), mint, ...storedPart(sealed) }
  await putBlob(client, { id: sealed.blobId, bytes: sealed.blob })
  const answer = await askSigned<Omit<AddedRecord, 'report'>>(client, {
    method: 'POST',
    path: '/v1/records',
    body,
    idempotencyKey: record,
  })
  return { ...answer, report }
}

/** What `addRecord` would store of the file; nothing is sent. */
export async function simulateAddRecord(
  client: Client,
  file: RecordFile | ReadFile,
): Promise<{ readonly report: ImportReport; readonly size_bytes: number }> {
  const { sealed, report } = await prepare(client, file)
  return { report, size_bytes: sealed.blob.length }
}

async function prepare(client: Client, file: RecordFile | ReadFile) {
  const record = newId('record', client.clock.now(), client.random(10))
  const tokenId = toHex(client.random(tokenIdBytes))
  const read =
    'read' in file ? file.read : readRecordFile({ ...file, newEntryId: lastingIds(await rootOf(client), file) })
  const { sealed, report } = await sealFile(client, { file: { ...file, read }, record, tokenId, version: 1 })
  return { sealed, report, tokenId }
}

/** The entries of a file, sealed as one version of a record. */
export async function sealFile(
  client: Client,
  of: { file: ReadFile } & Pick<RecordToSeal, 'record' | 'tokenId' | 'version'>,
): Promise<{ sealed: SealedRecord; report: ImportReport }> {
  const { file, record, tokenId, version } = of
  const { entries, report } = file.read
  if (entries.length === 0)
    throw sdkErrors.SDK_NOTHING_VALID({ rejected: report.rejected.total }, { cause: { report } })
  const sealed = sealRecord({
    record,
    tokenId,
    version,
    source: { name: report.name, media_type: mediaTypeOf(report, entries), sha256: sha256(file.bytes) },
    entries,
    recipient: (await ownIdentity(client)).recipient,
    random: client.random,
  })
  return { sealed, report }
}

/** The identifiers of a file that is added: the same when it is added again, so that what refers to them stays right. */
function lastingIds(root: Uint8Array, { bytes }: RecordFile): () => Id<'entry'> {
  return entryIdsOf(root, sha256(bytes))
}

function mediaTypeOf(report: ImportReport, entries: readonly RecordEntry[]): string {
  if (report.form === 'file') return entries[0]?.media_type ?? 'application/octet-stream'
  return report.form === 'fhir-ndjson' ? 'application/fhir+ndjson' : 'application/fhir+json'
}

/** What a node stores of a sealed version. */
export function storedPart(sealed: SealedRecord) {
  return {
    manifest: toBase64Url(sealed.manifest),
    blob: sealed.blobId,
    size_bytes: sealed.blob.length,
    entries: sealed.opened.entries.length,
  }
}

async function signMint(client: Client, of: { record: Id<'record'>; tokenId: Hex; commitment: Hex }) {
  const { chain_id, contracts } = await getNetwork(client)
  const account = recordAccount(await rootOf(client), of.record)
  const deadline = deadlineOf(client)
  const signature = await account.signTypedData(
    mintIntent({
      chainId: chain_id,
      verifyingContract: contracts.records,
      id: BigInt(of.tokenId),
      owner: account.address,
      commitment: of.commitment,
      deadline,
    }),
  )
  const { tokenId: token_id, commitment } = of
  return { token_id, owner: account.address, commitment, deadline: Number(deadline), signature }
}
