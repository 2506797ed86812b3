import { hasCode, type JsonObject, type JsonValue, jsonText, readJsonKeepingNumbers } from '../../kernel/index.ts'
import { shortened } from '../catalogue/describe-resource.ts'
import { isObject } from '../catalogue/elements.ts'
import { sensitiveLabelsOf } from '../catalogue/sensitive-labels-of.ts'
import { recordsErrors } from '../errors.ts'
import type { RecordEntry } from './entry.ts'
import { bomLength, isArchive, mediaTypeOf, readingOf, unreadFhirOf } from './file-form.ts'
import { keptName } from './file-name.ts'
import { DOCUMENT_BYTES_MAX, FHIR_FILE_BYTES_MAX } from './limits.ts'
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
import type { NewEntryId, SourceFile } from './source-file.ts'

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

/** A file that is FHIR, taken apart, or any other, which is one entry as it is. */
export type OpenedFile = { readonly source: SourceFile } | { readonly document: ReadRecord }

/** Tells FHIR from other files and takes it apart. @throws what `readRecordFile` throws */
export function openFile(file: RecordFile): OpenedFile {
  if (file.bytes.length === 0) throw recordsErrors.RECORDS_FILE_EMPTY()
  if (isArchive(file)) throw recordsErrors.RECORDS_ARCHIVE_NESTED()
  const reading = readingOf(file)
  if (reading === 'none') return documentOf(file, unreadFhirOf(file.bytes))
  if (reading === 'guess') return openGuessed(file)
  if (file.bytes.length > FHIR_FILE_BYTES_MAX) throw tooLarge(FHIR_FILE_BYTES_MAX)
  const bytes = contentOf(file)
  if (bytes.length === 0) throw recordsErrors.RECORDS_FILE_EMPTY()
  return reading === 'lines' ? linesOf(file) : jsonOf(file, readJsonKeepingNumbers(jsonText(bytes)))
}

/** A file that only begins like JSON: that, or JSON on its first line, or some other text. */
function openGuessed(file: RecordFile): OpenedFile {
  if (file.bytes.length > FHIR_FILE_BYTES_MAX) return documentOf(file, 'like-json')
  const text = unlessInvalid(() => jsonText(contentOf(file)))
  if (text === undefined) return documentOf(file, 'like-json')
  const value = unlessInvalid(() => readJsonKeepingNumbers(text))
  if (value !== undefined) return jsonOf(file, value)
  const line = unlessInvalid(() => readJsonKeepingNumbers(text.trimStart().split('\n', 1)[0]?.trim() ?? ''))
  return isResource(line) ? linesOf(file) : documentOf(file, 'like-json')
}

function unlessInvalid<Value>(read: () => Value): Value | undefined {
  try {
    return read()
  } catch (error) {
    if (hasCode(error, 'KERNEL_JSON_INVALID') || hasCode(error, 'KERNEL_JSON_REFUSED')) return undefined
    throw error
  }
}

function jsonOf(file: RecordFile, value: JsonValue): OpenedFile {
  if (!isResource(value)) return documentOf(file, 'not-fhir')
  if (value.resourceType !== 'Bundle') return sourceOf(file, 'fhir-resource', () => [{ at: '', resource: value }])
  return sourceOf(file, 'fhir-bundle', (report) => resourcesOfBundle(value, report))
}

function linesOf(file: RecordFile): OpenedFile {
  return sourceOf(file, 'fhir-ndjson', (report) => resourcesOfLines(contentOf(file), report))
}

function isResource(value: JsonValue | undefined): value is JsonObject {
  return isObject(value) && typeof value.resourceType === 'string'
}

function sourceOf(file: RecordFile, form: FileForm, find: (report: ImportReport) => FoundResource[]): OpenedFile {
  const report = reportOf(file, form)
  noteChanges(report, 'byte-order-mark', bomLength(file.bytes) > 0 ? 1 : 0)
  return { source: { found: find(report), report, newEntryId: file.newEntryId } }
}

/** A file that is kept as it is. */
function documentOf(file: RecordFile, reason: NotUnderstoodReason | undefined): OpenedFile {
  if (file.bytes.length > DOCUMENT_BYTES_MAX) throw tooLarge(DOCUMENT_BYTES_MAX)
  const report = reportOf(file, 'file')
  const mediaType = reason === 'not-fhir' ? 'application/json' : mediaTypeOf(file)
  const unclear = unclearForms.get(mediaType) ?? reason
  if (unclear !== undefined) note(report.not_understood, { path: '', reason: unclear })
  const title = shortened(file.name.slice(file.name.lastIndexOf('/') + 1)) || 'file'
  const entry: RecordEntry = {
    id: file.newEntryId(),
    kind: 'file',
    category: 'documents',
    sensitive: sensitiveLabelsOf({ type: 'file', codings: [], words: [title] }),
    codes: [],
    title,
    media_type: mediaType,
    bytes: new Uint8Array(file.bytes),
  }
  report.read = 1
  noteEntry(report, entry)
  return { document: { entries: [entry], report } }
}

const unclearForms = new Map<string, NotUnderstoodReason>([
  ['application/octet-stream', 'unknown-bytes'],
  ['application/zip', 'archive'],
  ['application/gzip', 'archive'],
])

function reportOf(file: RecordFile, form: FileForm): ImportReport {
  const name = keptName(file.name)
  const report = newReport({ name, form, size_bytes: file.bytes.length })
  noteChanges(report, 'name', name === file.name ? 0 : 1)
  return report
}

/** The bytes without a byte order mark. */
function contentOf({ bytes }: RecordFile): Uint8Array {
  return bytes.subarray(bomLength(bytes))
}

function tooLarge(size_bytes_max: number) {
  return recordsErrors.RECORDS_FILE_TOO_LARGE({ size_bytes_max })
}
