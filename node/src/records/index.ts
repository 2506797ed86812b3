export { HostedMemory } from './fhir/index.ts'
export { createRecordOwners } from './record-owners.ts'
export { createRecordsSlice } from './slice.ts'
