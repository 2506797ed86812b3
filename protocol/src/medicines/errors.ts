import { defineErrors } from '../kernel/index.ts'
import { batchErrorRows } from './batch-error-rows.ts'

/** Errors of medicines: batches, packs, their serial numbers and proofs. */
export const medicinesErrors = defineErrors({ ...batchErrorRows })
