import { RECORD_ENTRIES_MAX } from '../../vault/index.ts'

/** Largest FHIR file (bundle, resource, NDJSON) that is read. */
export const FHIR_FILE_BYTES_MAX = 64 * 1024 * 1024
/** Largest other file that is kept as a document. */
export const DOCUMENT_BYTES_MAX = 256 * 1024 * 1024
/** Resources in one file, which becomes one record. */
export const FILE_RESOURCES_MAX = RECORD_ENTRIES_MAX
/** Largest zip archive. */
export const ARCHIVE_BYTES_MAX = 512 * 1024 * 1024
/** All files of an archive, unpacked. */
export const ARCHIVE_UNPACKED_BYTES_MAX = 1024 * 1024 * 1024
export const ARCHIVE_ENTRIES_MAX = 50_000
/** Unpacked to packed, of one file above a mebibyte and of the whole. */
export const ARCHIVE_RATIO_MAX = 100
/** Items that a list in a report shows; its total counts all. */
export const REPORT_LIST_MAX = 100
/** Characters of a file's name that are kept. */
export const FILE_NAME_LENGTH_MAX = 512
/** FHIR files of one folder, all together, that references are followed between. */
export const BESIDE_BYTES_MAX = FHIR_FILE_BYTES_MAX
/** Resources of those files, all together. */
export const BESIDE_RESOURCES_MAX = FILE_RESOURCES_MAX
