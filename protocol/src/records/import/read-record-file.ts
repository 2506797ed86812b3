import { type JsonValue, jsonText, readJsonKeepingNumbers } from '../../kernel/index.ts'
import { shortened } from '../catalogue/describe-resource.ts'
import { isObject } from '../catalogue/elements.ts'
import { recordsErrors } from '../errors.ts'
import type { RecordEntry } from './entry.ts'
import { bomLength, isArchive, isFhirXml, mediaTypeOf, readingOf } from './file-form.ts'
import { importResources, type NewEntryId } from './import-resources.ts'
import { type FoundResource, resourcesOfBundle, resourcesOfLines } from './read-resources.ts'
import {
  type FileForm,
  type ImportReport,
  type NotUnderstoodReason,
  newReport,
  note,
  noteChanges,
  noteEntry,
} from './report.ts'
import { fileBytesMax } from './size-limit.ts'

/** A file as it was found: its name without folders that say nothing, and its bytes. */
export interface RecordFile {
  readonly name: string
  readonly bytes: Uint8Array
  /** Gives every entry its identifier; the clock and the randomness are the caller's. */
  readonly newEntryId: NewEntryId
}

/** What one file gives: entries to seal, and the report on all it held. */
export interface ReadRecord {
  readonly entries: RecordEntry[]
  readonly report: ImportReport
}

/**
 * The entries of one file and what became of everything in it. FHIR R4 JSON (bundles of type transaction, batch,
 * collection, document; a single resource; NDJSON) becomes one entry for each valid resource, with a new logical id,
 * references inside the file rewritten and decimals kept as written. Any other file becomes one entry of kind `file`.
 * @throws RECORDS_FILE_EMPTY, RECORDS_FILE_TOO_LARGE, RECORDS_FILE_ENCODING, RECORDS_FILE_RESOURCES_MANY,
 *   RECORDS_BUNDLE_KIND, RECORDS_BUNDLE_INVALID, RECORDS_ARCHIVE_NESTED, KERNEL_JSON_INVALID, KERNEL_JSON_REFUSED
 */
export function readRecordFile(file: RecordFile): ReadRecord {
  if (file.bytes.length === 0) throw recordsErrors.RECORDS_FILE_EMPTY()
  if (isArchive(file)) throw recordsErrors.RECORDS_ARCHIVE_NESTED()
  refuseLarger(file)
  const reading = readingOf(file)
  if (reading === 'none') return readDocument(file, isFhirXml(file.bytes) ? 'fhir-xml' : undefined)
  const mark = bomLength(file.bytes)
  const bytes = file.bytes.subarray(mark)
  if (bytes.length === 0) throw recordsErrors.RECORDS_FILE_EMPTY()
  if (reading === 'lines') return readFhir(file, 'fhir-ndjson', (report) => resourcesOfLines(bytes, report))
  const value = readJsonKeepingNumbers(jsonText(bytes))
  if (!isObject(value) || typeof value.resourceType !== 'string') return readDocument(file, 'not-fhir')
  if (value.resourceType !== 'Bundle') return readFhir(file, 'fhir-resource', () => single(value))
  return readFhir(file, 'fhir-bundle', (report) => resourcesOfBundle(value, report))
}

function single(resource: JsonValue): FoundResource[] {
  return [{ at: '', resource }]
}

function readFhir(file: RecordFile, form: FileForm, find: (report: ImportReport) => FoundResource[]): ReadRecord {
  const report = newReport({ name: file.name, form, size_bytes: file.bytes.length })
  noteChanges(report, 'byte-order-mark', bomLength(file.bytes) > 0 ? 1 : 0)
  const entries = importResources(find(report), { newEntryId: file.newEntryId, report })
  return { entries, report }
}

/** A file that is kept as it is. */
function readDocument(file: RecordFile, reason: NotUnderstoodReason | undefined): ReadRecord {
  const report = newReport({ name: file.name, form: 'file', size_bytes: file.bytes.length })
  const mediaType = reason === 'not-fhir' ? 'application/json' : mediaTypeOf(file)
  const unknown = mediaType === 'application/octet-stream' ? 'unknown-bytes' : reason
  if (unknown !== undefined) note(report.not_understood, { path: '', reason: unknown })
  const entry: RecordEntry = {
    id: file.newEntryId(),
    kind: 'file',
    category: 'documents',
    sensitive: [],
    codes: [],
    title: shortened(file.name.slice(file.name.lastIndexOf('/') + 1)) || 'file',
    media_type: mediaType,
    bytes: new Uint8Array(file.bytes),
  }
  report.read = 1
  noteEntry(report, entry)
  return { entries: [entry], report }
}

function refuseLarger(file: RecordFile): void {
  const limit = fileBytesMax(file)
  if (file.bytes.length > limit) throw recordsErrors.RECORDS_FILE_TOO_LARGE({ size_bytes_max: limit })
}
