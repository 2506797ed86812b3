import { ageCore } from '#age-core'
import { equalBytes, type Id, type JsonObject, type JsonValue, toBase64Url } from '../kernel/index.ts'
import { vaultErrors } from './errors.ts'
import { JsonFields, type Refusal } from './json-fields.ts'
import { FILE_KEY_BYTES, NONCE_BYTES, openPayload } from './payload.ts'

/** One code of a coding system; the system is empty where the source gave none. */
export interface EntryCode {
  readonly system: string
  readonly code: string
}

/** What is known of an entry without opening it; grants select by this. */
export interface EntrySummary {
  readonly id: Id<'entry'>
  /** FHIR resource type, or `file`. */
  readonly kind: string
  readonly category: string
  /** Labels of sensitive matters, empty for most. */
  readonly sensitive: readonly string[]
  /** ISO 8601: year, month, day or instant. */
  readonly date?: string
  readonly codes: readonly EntryCode[]
  readonly title?: string
  readonly media_type: string
}

/** An entry as it stands in a capsule: what opens it, proves it and finds it in the blob. */
export interface SealedEntry extends EntrySummary {
  /** Its place in the record's tree, from 0, drawn at random; payloads stand in the order of their places. */
  readonly index: number
  /** 16-byte file key. */
  readonly key: Uint8Array
  /** SHA-256 of its bytes. */
  readonly digest: Uint8Array
  /** Where its payload starts in the record's blob, and how long it is, in bytes. */
  readonly offset: number
  readonly length: number
}

/** Payload bytes of the shortest entry: nonce and one tag. */
const lengthMin = NONCE_BYTES + 16
const digestBytes = 32
const patterns = {
  kind: /^[A-Za-z]{1,64}$/,
  label: /^[a-z][a-z-]{0,31}$/,
  date: /^\d{4}(?:-\d\d(?:-\d\d(?:T[0-9:.+Z-]{1,32})?)?)?$/,
  system: /^.{0,512}$/su,
  code: /^.{1,256}$/su,
  title: /^.{1,512}$/su,
  mediaType: /^[\x21-\x7e][\x20-\x7e]{0,127}$/,
}

/** The bytes of an entry, which are those that were sealed. @throws VAULT_PAYLOAD_INVALID, VAULT_ENTRY_MISMATCH */
export function openEntry(open: {
  entry: Pick<SealedEntry, 'key' | 'digest'>
  payload: Uint8Array
}): Uint8Array<ArrayBuffer> {
  const bytes = openPayload(open.entry.key, open.payload)
  if (!equalBytes(ageCore.sha256(bytes), open.entry.digest)) throw vaultErrors.VAULT_ENTRY_MISMATCH()
  return bytes
}

/** The part of a record's blob that holds an entry, not copied. @throws VAULT_PAYLOAD_INVALID when the blob ends before it */
export function entryPayload({ offset, length }: Pick<SealedEntry, 'offset' | 'length'>, blob: Uint8Array): Uint8Array {
  if (offset + length > blob.length) throw vaultErrors.VAULT_PAYLOAD_INVALID()
  return blob.subarray(offset, offset + length)
}

/** What is known of an entry without opening it, in JSON; the record's commitment covers it. */
export function summaryJson(summary: EntrySummary): JsonObject {
  return {
    id: summary.id,
    kind: summary.kind,
    category: summary.category,
    sensitive: [...summary.sensitive],
    ...(summary.date === undefined ? {} : { date: summary.date }),
    codes: summary.codes.map(({ system, code }) => ({ system, code })),
    ...(summary.title === undefined ? {} : { title: summary.title }),
    media_type: summary.media_type,
  }
}

/** An entry in JSON, in the order of its fields here. */
export function entryJson(entry: SealedEntry): JsonObject {
  return {
    ...summaryJson(entry),
    index: entry.index,
    key: toBase64Url(entry.key),
    digest: toBase64Url(entry.digest),
    offset: entry.offset,
    length: entry.length,
  }
}

/** Reads the fields of an entry; whoever calls it closes the object. */
export function readEntry(fields: JsonFields, refuse: Refusal): SealedEntry {
  const date = fields.optionalText('date', patterns.date)
  const title = fields.optionalText('title', patterns.title)
  return {
    id: fields.id('id', 'entry'),
    index: fields.integer('index', 0),
    kind: fields.text('kind', patterns.kind),
    category: fields.text('category', patterns.label),
    sensitive: fields.texts('sensitive', patterns.label),
    ...(date === undefined ? {} : { date }),
    codes: fields.list('codes', (code) => readCode(code, refuse)),
    ...(title === undefined ? {} : { title }),
    media_type: fields.text('media_type', patterns.mediaType),
    key: fields.bytes('key', FILE_KEY_BYTES),
    digest: fields.bytes('digest', digestBytes),
    offset: fields.integer('offset', 0),
    length: fields.integer('length', lengthMin),
  }
}

function readCode(value: JsonValue, refuse: Refusal): EntryCode {
  const fields = new JsonFields(value, 'codes', refuse)
  const code = { system: fields.text('system', patterns.system), code: fields.text('code', patterns.code) }
  fields.end('codes')
  return code
}
