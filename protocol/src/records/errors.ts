import { defineErrors } from '../kernel/index.ts'
import { contractErrorRows } from './contract-error-rows.ts'
import { fhirErrorRows } from './fhir-error-rows.ts'
import { fileErrorRows } from './file-error-rows.ts'
import { recordErrorRows } from './record-error-rows.ts'

/** Errors of reading, sealing, minting, changing and erasing records, and of the FHIR door. */
export const recordsErrors = defineErrors({
  ...contractErrorRows,
  ...fileErrorRows,
  ...fhirErrorRows,
  ...recordErrorRows,
})
