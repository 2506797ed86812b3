export {
  type AddedRecord,
  addRecord,
  type ReadFile,
  type RecordFile,
  readFiles,
  simulateAddRecord,
} from './add-record.ts'
export { type AmendedRecord, amendRecord, type RecordAmending, simulateAmendRecord } from './amend-record.ts'
export { type ErasedRecord, eraseRecord, simulateEraseRecord } from './erase-record.ts'
export type { ExportedFile } from './export-files.ts'
export { type ExportedRecord, exportRecord, type RecordExport, simulateExportRecord } from './export-record.ts'
export {
  type GivenGrant,
  type GrantCoverage,
  type GrantGiving,
  giveGrants,
  simulateGiveGrants,
} from './give-grants.ts'
export { type OpenedEntry, openRecord, type RecordOpening } from './open-record.ts'
export { type FhirReading, type FhirResource, readFhir } from './read-fhir.ts'
export {
  allRecords,
  getRecord,
  listRecords,
  type OpenedRecord,
  type RecordDetail,
  type RecordSummary,
} from './records.ts'
