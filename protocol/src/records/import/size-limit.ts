import { isArchive, readingOf } from './file-form.ts'
import { ARCHIVE_BYTES_MAX, DOCUMENT_BYTES_MAX, FHIR_FILE_BYTES_MAX } from './limits.ts'

/** Leading bytes of a file that tell how it is read. */
export const FILE_HEAD_BYTES = 512

/**
 * Largest size in bytes with which a file is added, by how it is read: archive, FHIR or document.
 * @param file its name, and its bytes or the first `FILE_HEAD_BYTES` of them
 * @throws RECORDS_FILE_ENCODING
 */
export function fileBytesMax(file: { readonly name: string; readonly bytes: Uint8Array }): number {
  if (isArchive(file)) return ARCHIVE_BYTES_MAX
  const reading = readingOf(file)
  // What only looks like FHIR becomes a document when it is larger.
  return reading === 'none' || reading === 'guess' ? DOCUMENT_BYTES_MAX : FHIR_FILE_BYTES_MAX
}
