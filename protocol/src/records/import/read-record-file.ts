import { importResources } from './import-resources.ts'
import { openFile, type ReadRecord, type RecordFile } from './open-file.ts'

/**
 * The entries of one file and what became of everything in it. FHIR R4 JSON (bundles of type transaction, batch,
 * collection, document; a single resource; NDJSON) becomes one entry for each valid resource, with a new logical id,
 * references inside the file rewritten and decimals kept as written. Any other file becomes one entry of kind `file`.
 * @throws RECORDS_FILE_EMPTY, RECORDS_FILE_TOO_LARGE, RECORDS_FILE_ENCODING, RECORDS_FILE_RESOURCES_MANY,
 *   RECORDS_BUNDLE_KIND, RECORDS_BUNDLE_INVALID, RECORDS_ARCHIVE_NESTED, KERNEL_JSON_INVALID, KERNEL_JSON_REFUSED
 */
export function readRecordFile(file: RecordFile): ReadRecord {
  const opened = openFile(file)
  if ('document' in opened) return opened.document
  const { source } = opened
  return { entries: importResources([source]).get(source) ?? [], report: source.report }
}
