import { defineErrors } from '../kernel/index.ts'
import { alertErrorRows } from './alerts/alert-error-rows.ts'
import { batchErrorRows } from './batch-error-rows.ts'
import { licenceErrorRows } from './licence/licence-error-rows.ts'
import { offlineErrorRows } from './offline-error-rows.ts'
import { packErrorRows } from './pack/pack-error-rows.ts'

/** Errors of medicines: licences, batches, packs, their serial numbers and proofs, and what is said of them. */
export const medicinesErrors = defineErrors({
  ...alertErrorRows,
  ...batchErrorRows,
  ...licenceErrorRows,
  ...offlineErrorRows,
  ...packErrorRows,
})
