export { type Category, categories, isCategory } from './catalogue/categories.ts'
export { categoryOf } from './catalogue/category-of.ts'
export type { Code } from './catalogue/elements.ts'
export { isSensitiveLabel, type SensitiveLabel, sensitiveLabels } from './catalogue/sensitive-labels.ts'
export { sensitiveLabelsOf } from './catalogue/sensitive-labels-of.ts'
export { recordsSolidityErrors } from './contract-errors.ts'
export { recordsErrors } from './errors.ts'
export { isResourceType, resourceTypes } from './fhir/definitions.ts'
export { type Problem, type ProblemRule, problemRules } from './fhir/problems.ts'
export { validateResource } from './fhir/walk.ts'
export { recordsContract } from './generated/records-contract.ts'
export { entryOfFhirId, fhirIdOf, type RecordEntry } from './import/entry.ts'
export { isArchive, readingOfName } from './import/file-form.ts'
export {
  ARCHIVE_BYTES_MAX,
  BESIDE_BYTES_MAX,
  BESIDE_RESOURCES_MAX,
  DOCUMENT_BYTES_MAX,
  FHIR_FILE_BYTES_MAX,
  REPORT_LIST_MAX,
} from './import/limits.ts'
export type { ReadRecord, RecordFile } from './import/open-file.ts'
export { type ArchiveFile, type RecordArchive, readRecordArchive } from './import/read-record-archive.ts'
export { readRecordFile } from './import/read-record-file.ts'
export { type ReadOutcome, readRecordFiles } from './import/read-record-files.ts'
export {
  type ChangeKind,
  changeKinds,
  type ImportReport,
  type NotUnderstoodReason,
  notUnderstoodReasons,
  type RejectedResource,
} from './import/report.ts'
export { FILE_HEAD_BYTES, fileBytesMax } from './import/size-limit.ts'
export type { NewEntryId } from './import/source-file.ts'
export {
  type AmendIntent,
  amendIntent,
  type EraseIntent,
  eraseIntent,
  type MintIntent,
  mintIntent,
  type RekeyIntent,
  rekeyIntent,
} from './intents.ts'
export { auditEventOf } from './receipts/audit-event.ts'
export { provenanceOf } from './receipts/provenance.ts'
export type { ReceiptForm } from './receipts/receipt-forms.ts'
export {
  isReceiptType,
  parseReceiptSearch,
  type ReceiptSearch,
  type ReceiptType,
  receiptParameters,
  receiptTypes,
} from './receipts/receipt-search.ts'
export type { ToldReceipt } from './receipts/told-receipt.ts'
export { type DateRange, rangeOf, rangeOfText } from './search/date-range.ts'
export { matchesDate, matchesSearch } from './search/matches-search.ts'
export { parseSearch, type Search, type SortKey } from './search/parse-search.ts'
export { searchPathsOf, type TypedParameter, typedParameters } from './search/search-paths.ts'
export { type SearchRow, searchRowOf } from './search/search-row.ts'
export {
  type DateComparison,
  type DatePrefix,
  isJsonFormat,
  SEARCH_COUNT_DEFAULT,
  SEARCH_COUNT_MAX,
} from './search/search-values.ts'
export { type Selectable, selectEntries } from './select-entries.ts'
