import type { Hex, Id } from '@symbolon/protocol/kernel'
import type { IntegratedExport } from '../consent/index.ts'
import type { Address, Queries, Statement } from '../kernel/index.ts'

export type RecordState = 'saved' | 'recorded' | 'erased'

/** A record with the version in force, or with the one that waits when there is no other. */
export interface RecordRow {
  readonly record: Id<'record'>
  readonly party: Id<'party'>
  readonly state: RecordState
  /** What the ledger has; 0 while the mint waits. */
  readonly version: number
  readonly receipt: Id<'receipt'>
  readonly created_at: Date
  readonly erased_at: Date | null
  readonly token_id: Hex | null
  readonly owner: Address | null
  readonly block: number | null
  readonly transaction: Hex | null
  readonly commitment: Hex | null
  readonly blob: string | null
  readonly size_bytes: number | null
  readonly entries: number | null
  readonly command: string | null
}

const columns = `r.record, r.party, r.state, r.version, coalesce(r.receipt, v.receipt) as receipt, r.created_at, r.erased_at, r.token_id, r.owner, r.block,
  r.transaction, v.commitment, v.blob, v.size_bytes, v.entries, v.command`
const withVersion = `records.record r left join records.version v
  on v.record = r.record and v.version = greatest(r.version, 1)`

/** One record of the party. */
export async function findRecord(
  queries: Queries,
  { record, party }: { record: string; party: Id<'party'> },
): Promise<RecordRow | undefined> {
  const [row] = await queries.query<RecordRow>({
    name: 'records_find',
    text: `select ${columns} from ${withVersion} where r.record = $1 and r.party = $2`,
    values: [record, party],
  })
  return row
}

/** A record that the request repeats: of the same identifier, or of the same file of the same owner. */
export async function findRepeated(
  queries: Queries,
  asked: { record: string; party: Id<'party'>; source_key: string | undefined },
): Promise<RecordRow | undefined> {
  const rows = await queries.query<RecordRow>({
    name: 'records_find_repeated',
    text: `select ${columns} from ${withVersion}
      where r.record = $1 or r.party = $2 and r.source_key = $3 order by r.record = $1 desc limit 1`,
    values: [asked.record, asked.party, asked.source_key ?? null],
  })
  return rows[0]
}

/** The party's records, oldest first. */
export function listRecords(asked: { party: Id<'party'>; after: string | undefined; limit: number }): Statement {
  return {
    name: 'records_list',
    text: `select ${columns} from ${withVersion} where r.party = $1 and r.record > $2 order by r.record limit $3`,
    values: [asked.party, asked.after ?? '', asked.limit],
  }
}

/** The sealed manifest of the version in force. */
export async function findManifest(queries: Queries, record: string): Promise<Buffer | undefined> {
  const [row] = await queries.query<{ manifest: Buffer }>({
    name: 'records_find_manifest',
    text: `select v.manifest from ${withVersion} where r.record = $1`,
    values: [record],
  })
  return row?.manifest
}

/** A record with what its owner opens it with. */
export type ExportedRow = RecordRow & { readonly manifest: Buffer }

/** What leaves under the receipt of an export, which stands in the log; nothing when that version is not in force any more. */
export async function findExported(queries: Queries, proof: IntegratedExport): Promise<ExportedRow | undefined> {
  const [row] = await queries.query<ExportedRow>({
    name: 'records_find_exported',
    text: `select ${columns}, v.manifest from ${withVersion} where r.record = $1 and r.version = $2 and r.state = 'recorded'`,
    values: [proof.record, proof.version],
  })
  return row
}

/** A record nobody has asked the ledger about yet. */
export interface NewRecord {
  readonly record: Id<'record'>
  readonly party: Id<'party'>
  readonly token_id: Hex
  readonly owner: Address
  readonly source_key: string | undefined
  readonly now: Date
}

export function insertRecord(record: NewRecord): Statement {
  return {
    name: 'records_insert',
    text: `insert into records.record (record, party, created_at, token_id, owner, source_key)
      values ($1, $2, $3, $4, $5, $6)`,
    values: [record.record, record.party, record.now, record.token_id, record.owner, record.source_key ?? null],
  }
}

/** What a node stores of one version. */
export interface NewVersion {
  readonly record: Id<'record'>
  readonly version: number
  readonly commitment: Hex
  readonly manifest: Uint8Array
  readonly blob: string
  readonly size_bytes: number
  readonly entries: number
  readonly command: string
  readonly receipt: Id<'receipt'>
  readonly now: Date
}

export function insertVersion(version: NewVersion): Statement {
  return {
    name: 'records_insert_version',
    text: `insert into records.version
        (record, version, commitment, manifest, blob, size_bytes, entries, command, receipt, created_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    values: [
      version.record,
      version.version,
      version.commitment,
      Buffer.from(version.manifest),
      version.blob,
      version.size_bytes,
      version.entries,
      version.command,
      version.receipt,
      version.now,
    ],
  }
}

/** The version that waits for the ledger, if there is one. */
export async function findPending(
  queries: Queries,
  record: Id<'record'>,
): Promise<{ version: number; commitment: Hex; blob: string; command: string } | undefined> {
  const [row] = await queries.query<{ version: number; commitment: Hex; blob: string; command: string }>({
    name: 'records_find_pending',
    text: `select v.version, v.commitment, v.blob, v.command from records.version v join records.record r using (record)
      where v.record = $1 and v.version > r.version`,
    values: [record],
  })
  return row
}

/** A version that the ledger refused is gone, with its receipt, which nobody was told of; answers its blob. */
export function deleteVersion(record: Id<'record'>, version: number): Statement {
  return {
    name: 'records_delete_version',
    text: `with gone as (delete from records.version where record = $1 and version = $2 returning blob, receipt),
      untold as (delete from consent.receipt r using gone where r.receipt = gone.receipt)
      select blob from gone`,
    values: [record, version],
  }
}

/** A record that the ledger refused is gone. */
export function deleteRecord(record: Id<'record'>): Statement {
  return {
    name: 'records_delete',
    text: `delete from records.record where record = $1 and state = 'saved'`,
    values: [record],
  }
}
