import { type Hex, type Id, type JsonObject, type JsonValue, toBase64Url } from '../kernel/index.ts'
import { COMMITMENT_SALT_BYTES } from './commitment.ts'
import { entryJson, readEntry, type SealedEntry } from './entry.ts'
import { vaultErrors } from './errors.ts'
import { JsonFields } from './json-fields.ts'
import { MANIFEST_BYTES_MAX, RECORD_ENTRIES_MAX, tokenIdPattern } from './manifest.ts'
import { isTreeSize } from './places.ts'

/** Records that one capsule covers at most. */
export const CAPSULE_RECORDS_MAX = 10_000
/** Bytes that one sealed body has at most: room for all entries of the largest record. */
export const CAPSULE_BODY_BYTES_MAX = MANIFEST_BYTES_MAX

/** The part of one record that a grant covers, with the proof that it is part of it. */
export interface CapsuleRecord {
  readonly record: Id<'record'>
  readonly token_id: Hex
  readonly version: number
  /** 64 bytes that open the token's commitment. */
  readonly r: Uint8Array
  /** Leaves of the whole record's tree: a power of two, which hides how many entries it has. */
  readonly size: number
  /** Multiproof nodes from the entries here to the root. */
  readonly proof: readonly Uint8Array[]
  /** Name of the record's blob: lower-case hexadecimal SHA-256. */
  readonly blob: string
  /** Ascending by index, at least one. */
  readonly entries: readonly SealedEntry[]
}

/** All that a grant lets its grantee open. */
export interface Capsule {
  readonly v: 1
  readonly records: readonly CapsuleRecord[]
}

const refuse = (field: string) => vaultErrors.VAULT_CAPSULE_INVALID({ field })

export function capsuleJson({ v, records }: Capsule): JsonObject {
  return { v, records: records.map(capsuleRecordJson) }
}

/** The only door from JSON to a capsule: every field right, none unknown. @throws VAULT_CAPSULE_INVALID */
export function parseCapsule(value: JsonValue): Capsule {
  const fields = new JsonFields(value, 'capsule', refuse)
  if (fields.value('v') !== 1) throw refuse('v')
  const records = fields.list('records', readCapsuleRecord)
  fields.end('capsule')
  if (records.length === 0 || records.length > CAPSULE_RECORDS_MAX) throw refuse('records')
  if (new Set(records.map(({ record }) => record)).size !== records.length) throw refuse('record')
  return { v: 1, records }
}

function capsuleRecordJson({ r, proof, entries, ...rest }: CapsuleRecord): JsonObject {
  return { ...rest, r: toBase64Url(r), proof: proof.map(toBase64Url), entries: entries.map(entryJson) }
}

function readCapsuleRecord(value: JsonValue): CapsuleRecord {
  const fields = new JsonFields(value, 'records', refuse)
  const record: CapsuleRecord = {
    record: fields.id('record', 'record'),
    token_id: fields.text('token_id', tokenIdPattern) as Hex,
    version: fields.integer('version', 1),
    r: fields.bytes('r', COMMITMENT_SALT_BYTES),
    size: fields.integer('size', 1),
    proof: fields.byteList('proof', 32),
    blob: fields.text('blob', /^[0-9a-f]{64}$/),
    entries: fields.list('entries', readCapsuleEntry),
  }
  fields.end('records')
  checkPlaces(record)
  return record
}

function readCapsuleEntry(value: JsonValue): SealedEntry {
  const fields = new JsonFields(value, 'entries', refuse)
  const entry = readEntry(fields, refuse)
  fields.end('entries')
  return entry
}

function checkPlaces({ size, entries }: CapsuleRecord): void {
  if (!isTreeSize(size, RECORD_ENTRIES_MAX)) throw refuse('size')
  if (entries.length === 0 || entries.length > size) throw refuse('entries')
  let before: SealedEntry | undefined
  for (const entry of entries) {
    if (entry.index >= size || (before && entry.index <= before.index)) throw refuse('index')
    if (before && entry.offset < before.offset + before.length) throw refuse('offset')
    before = entry
  }
  if (new Set(entries.map(({ id }) => id)).size !== entries.length) throw refuse('id')
}
