import { recordAccount, sourceKey } from '@symbolon/protocol/identity'
import { type Hex, type Id, newId, sha256, toBase64Url, toHex } from '@symbolon/protocol/kernel'
import { type ImportReport, mintIntent, type RecordEntry, readRecordFile } from '@symbolon/protocol/records'
import { type RecordToSeal, type SealedRecord, sealRecord } from '@symbolon/protocol/vault'
import { askSigned, ownIdentity } from '../identity/index.ts'
import { type Client, deadlineOf, getNetwork, rootOf, sdkErrors } from '../kernel/index.ts'
import { putBlob } from './put-blob.ts'
/** A file as it came. */
export interface RecordFile {
  readonly name: string
  readonly bytes: Uint8Array
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
const idBytes = 10
const idsAtOnce = 256

/**
 * A file is validated, taken apart into entries, sealed with keys of its own and minted to a one-time address of the
 * owner; the node holds ciphertext only.
 * @throws RECORDS_FILE_EMPTY, RECORDS_FILE_ENCODING, RECORDS_FILE_TOO_LARGE, RECORDS_BUNDLE_INVALID, KERNEL_JSON_INVALID
 * @example const { record, report } = await addRecord(eleni, { name: 'visit.json', bytes })
 */
export async function addRecord(client: Client, file: RecordFile): Promise<AddedRecord> {
  const { sealed, report, tokenId } = prepare(client, file)
  const { record } = sealed.opened
  const mint = await signMint(client, { record, tokenId, commitment: toHex(sealed.commitment) })
  const body = { record, source_key: sourceKey(rootOf(client), sha256(file.bytes)), mint, ...storedPart(sealed) }
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
  file: RecordFile,
): Promise<{ readonly report: ImportReport; readonly size_bytes: number }> {
  const { sealed, report } = prepare(client, file)
  return { report, size_bytes: sealed.blob.length }
}

function prepare(client: Client, file: RecordFile) {
  const record = newId('record', client.clock.now(), client.random(10))
  const tokenId = toHex(client.random(tokenIdBytes))
  const { sealed, report } = sealFile(client, { file, record, tokenId, version: 1 })
  return { sealed, report, tokenId }
}

/** The entries of a file, sealed as one version of a record. */
export function sealFile(
  client: Client,
  of: { file: RecordFile } & Pick<RecordToSeal, 'record' | 'tokenId' | 'version'>,
): { sealed: SealedRecord; report: ImportReport } {
  const { file, record, tokenId, version } = of
  const { entries, report } = readRecordFile({ ...file, newEntryId: entryIds(client) })
  if (entries.length === 0)
    throw sdkErrors.SDK_NOTHING_VALID({ rejected: report.rejected.total }, { cause: { report } })
  const sealed = sealRecord({
    record,
    tokenId,
    version,
    source: { name: file.name, media_type: mediaTypeOf(report, entries), sha256: sha256(file.bytes) },
    entries,
    recipient: ownIdentity(client).recipient,
    random: client.random,
  })
  return { sealed, report }
}

/** New entry identifiers; random bytes are fetched for many at once, since each call to the generator costs as much as an identifier. */
function entryIds(client: Client): () => Id<'entry'> {
  let pool = new Uint8Array(0)
  return () => {
    if (pool.length < idBytes) pool = Uint8Array.from(client.random(idBytes * idsAtOnce))
    const random = pool.subarray(0, idBytes)
    pool = pool.subarray(idBytes)
    return newId('entry', client.clock.now(), random)
  }
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
  const account = recordAccount(rootOf(client), of.record)
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
