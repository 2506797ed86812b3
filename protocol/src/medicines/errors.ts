import { defineErrors } from '../kernel/index.ts'
import { batchErrorRows } from './batch-error-rows.ts'
import { offlineErrorRows } from './offline-error-rows.ts'

/** Errors of medicines: batches, packs, their serial numbers and proofs, and what is checked without a network. */
export const medicinesErrors = defineErrors({ ...batchErrorRows, ...offlineErrorRows })
