import { defineErrors } from '../kernel/index.ts'
import { offlineErrorRows } from './offline-error-rows.ts'

/** Errors of medicines: packs, their batches and what proves them. */
export const medicinesErrors = defineErrors({ ...offlineErrorRows })
