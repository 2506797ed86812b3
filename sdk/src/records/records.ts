import { fromBase64Url, fromHex, type Hex, type Id } from '@symbolon/protocol/kernel'
import { type Manifest, openManifest, verifyManifest } from '@symbolon/protocol/vault'
import type { Address } from 'viem'
import { askSigned, ownIdentity } from '../identity/index.ts'
import { type Client, type Page, type PageRequest, queryOf, sdkErrors, walkPages } from '../kernel/index.ts'
/** A record as its owner's node keeps it: nothing in it says what the record holds. */
export interface RecordSummary {
  readonly record: Id<'record'>
  /** Null once erased, like all that follows from it. */
  readonly token_id: Hex | null
  readonly owner: Address | null
  /** The version in force. */
  readonly version: number
  readonly state: 'saved' | 'recorded' | 'erased'
  readonly entries: number
  readonly size_bytes: number
  /** Name of the ciphertext: lower-case hexadecimal SHA-256. */
  readonly blob: string | null
  readonly commitment: Hex | null
  readonly receipt: Id<'receipt'>
  /** ISO instant. */
  readonly created_at: string
  readonly erased_at?: string
  readonly block: number | null
  readonly transaction: Hex | null
}

/** A summary with the manifest that only the owner opens. */
export interface RecordDetail extends RecordSummary {
  /** Base64url of a complete age file. */
  readonly manifest: string
}

/** A record of one's own with its keys: what is known of every entry without opening any. */
export interface OpenedRecord {
  readonly summary: RecordSummary
  readonly manifest: Manifest
  /** Name of the ciphertext. */
  readonly blob: string
}

/** One's own records, one page, oldest first. */
export async function listRecords(client: Client, asking: PageRequest = {}): Promise<Page<RecordSummary>> {
  const { limit, after } = asking
  return await askSigned<Page<RecordSummary>>(client, {
    method: 'GET',
    path: `/v1/records${queryOf({ limit, after })}`,
  })
}

/**
 * One's own record with its manifest opened and proved against the token.
 * @throws RECORDS_RECORD_UNKNOWN, SDK_TOKEN_MISMATCH when it is another record's, VAULT_COMMITMENT_MISMATCH
 */
export async function getRecord(client: Client, asking: { readonly record: string }): Promise<OpenedRecord> {
  const path = `/v1/records/${encodeURIComponent(asking.record)}`
  return await openDetail(client, {
    record: asking.record,
    detail: await askSigned<RecordDetail>(client, { method: 'GET', path }),
  })
}

/** What a node answered of one's own record, opened and proved to be that record's. @throws SDK_TOKEN_MISMATCH, VAULT_COMMITMENT_MISMATCH */
export async function openDetail(
  client: Client,
  of: { readonly record: string; readonly detail: RecordDetail },
): Promise<OpenedRecord> {
  const { manifest: sealed, ...summary } = of.detail
  const manifest = openManifest({ identity: await ownIdentity(client), manifest: fromBase64Url(sealed) })
  const { blob, commitment } = summary
  if (blob === null || commitment === null || manifest.record !== of.record)
    throw sdkErrors.SDK_TOKEN_MISMATCH({ record: of.record })
  verifyManifest({ manifest, commitment: fromHex(commitment) })
  return { summary, manifest, blob }
}

/** Every record of one's own that has not been erased. */
export async function allRecords(client: Client): Promise<RecordSummary[]> {
  const found: RecordSummary[] = []
  for await (const record of walkPages((page) => listRecords(client, page)))
    if (record.state === 'recorded') found.push(record)
  return found
}
