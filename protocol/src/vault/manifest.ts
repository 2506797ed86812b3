import { type Hex, type Id, type JsonObject, type JsonValue, readJsonBytes, toBase64Url } from '../kernel/index.ts'
import { openAge } from './age.ts'
import { COMMITMENT_SALT_BYTES } from './commitment.ts'
import { entryJson, readEntry, type SealedEntry } from './entry.ts'
import { vaultErrors } from './errors.ts'
import type { Identity } from './identity.ts'
import { JsonFields } from './json-fields.ts'
import { PADDING_KEY_BYTES, treeSize } from './places.ts'

/** Entries that one record holds at most. */
export const RECORD_ENTRIES_MAX = 100_000

/** Bytes that one sealed manifest has at most: 500 for each entry, where a coded and titled Observation takes 400. */
export const MANIFEST_BYTES_MAX = 48 * 1024 * 1024

/** An entry as its owner keeps it. */
export interface ManifestEntry extends SealedEntry {
  /** The logical id that the resource had where it came from; never leaves with a grant. */
  readonly source_id?: string
}

/** The file that a record was read from. */
export interface RecordSource {
  readonly name: string
  readonly media_type: string
  /** SHA-256 of the file, 32 bytes. */
  readonly sha256?: Uint8Array
}

/** What opens and proves a record, for its owner alone. */
export interface Manifest {
  readonly v: 1
  readonly record: Id<'record'>
  /** From 1. */
  readonly version: number
  /** 32 bytes in lower-case hexadecimal. */
  readonly token_id: Hex
  /** 64 random bytes that blind the commitment. */
  readonly r: Uint8Array
  /** 32 random bytes; the leaves of the tree that are no entry's come from them. */
  readonly padding_key: Uint8Array
  readonly source: RecordSource
  /** In the order in which they are read. */
  readonly entries: readonly ManifestEntry[]
}

const refuse = (field: string) => vaultErrors.VAULT_MANIFEST_INVALID({ field })
export const tokenIdPattern = /^0x[0-9a-f]{64}$/
const namePattern = /^.{1,512}$/su
const mediaTypePattern = /^[\x21-\x7e][\x20-\x7e]{0,127}$/

/**
 * The manifest in an owner's age file.
 * @throws VAULT_IDENTITY_MISMATCH, VAULT_HEADER_INVALID, VAULT_HEADER_ALTERED, VAULT_PAYLOAD_INVALID, KERNEL_JSON_INVALID,
 * KERNEL_JSON_REFUSED, VAULT_MANIFEST_INVALID
 */
export function openManifest({ identity, manifest }: { identity: Identity; manifest: Uint8Array }): Manifest {
  return parseManifest(readJsonBytes(openAge({ file: manifest, identities: [identity] })))
}

/** A manifest in JSON, as it is sealed. */
export function manifestJson({ r, padding_key, source, entries, ...rest }: Manifest): JsonObject {
  const { sha256, ...file } = source
  return {
    ...rest,
    r: toBase64Url(r),
    padding_key: toBase64Url(padding_key),
    source: { ...file, ...(sha256 ? { sha256: toBase64Url(sha256) } : {}) },
    entries: entries.map(manifestEntryJson),
  }
}

/** The only door from JSON to a manifest: every field right, none unknown. @throws VAULT_MANIFEST_INVALID */
export function parseManifest(value: JsonValue): Manifest {
  const fields = new JsonFields(value, 'manifest', refuse)
  if (fields.value('v') !== 1) throw refuse('v')
  const manifest: Manifest = {
    v: 1,
    record: fields.id('record', 'record'),
    version: fields.integer('version', 1),
    token_id: fields.text('token_id', tokenIdPattern) as Hex,
    r: fields.bytes('r', COMMITMENT_SALT_BYTES),
    padding_key: fields.bytes('padding_key', PADDING_KEY_BYTES),
    source: readSource(fields.value('source')),
    entries: fields.list('entries', readManifestEntry),
  }
  fields.end('manifest')
  checkPlaces(manifest.entries)
  return manifest
}

function manifestEntryJson(entry: ManifestEntry): JsonObject {
  const { source_id } = entry
  return source_id === undefined ? entryJson(entry) : { ...entryJson(entry), source_id }
}

function readManifestEntry(value: JsonValue): ManifestEntry {
  const fields = new JsonFields(value, 'entries', refuse)
  const source_id = fields.optionalText('source_id', namePattern)
  const entry = readEntry(fields, refuse)
  fields.end('entries')
  return source_id === undefined ? entry : { ...entry, source_id }
}

function readSource(value: JsonValue | undefined): RecordSource {
  const fields = new JsonFields(value, 'source', refuse)
  const source = { name: fields.text('name', namePattern), media_type: fields.text('media_type', mediaTypePattern) }
  const sha256 = fields.has('sha256') ? fields.bytes('sha256', 32) : undefined
  fields.end('source')
  return sha256 ? { ...source, sha256 } : source
}

/** Each place and id is one entry's, and in the order of places each payload stands right behind the one before. */
function checkPlaces(entries: readonly ManifestEntry[]): void {
  if (entries.length === 0 || entries.length > RECORD_ENTRIES_MAX) throw refuse('entries')
  const size = treeSize(entries.length)
  let before = -1
  let end = 0
  for (const { index, offset, length } of entries.toSorted((a, b) => a.index - b.index)) {
    if (index === before || index >= size) throw refuse('index')
    if (offset !== end) throw refuse('offset')
    before = index
    end += length
  }
  if (!Number.isSafeInteger(end)) throw refuse('length')
  if (new Set(entries.map(({ id }) => id)).size !== entries.length) throw refuse('id')
}
