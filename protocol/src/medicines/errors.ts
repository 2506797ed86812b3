import { defineErrors } from '../kernel/index.ts'
import { alertErrorRows } from './alerts/alert-error-rows.ts'
import { answerErrorRows } from './answers/answer-error-rows.ts'
import { batchErrorRows } from './batch-error-rows.ts'
import { commissioningErrorRows } from './commissioning-error-rows.ts'
import { contractErrorRows } from './contract-error-rows.ts'
import { handoverErrorRows } from './handover-error-rows.ts'
import { licenceErrorRows } from './licence/licence-error-rows.ts'
import { offlineErrorRows } from './offline-error-rows.ts'
import { markErrorRows } from './pack/mark-error-rows.ts'
import { packErrorRows } from './pack/pack-error-rows.ts'
import { prefixErrorRows } from './prefix-error-rows.ts'
import { recallErrorRows } from './recall-error-rows.ts'
import { traceErrorRows } from './trace/trace-error-rows.ts'

/** Errors of medicines: licences, batches, packs, their serial numbers and proofs, and what is done with them. */
export const medicinesErrors = defineErrors({
  ...alertErrorRows,
  ...answerErrorRows,
  ...batchErrorRows,
  ...commissioningErrorRows,
  ...contractErrorRows,
  ...handoverErrorRows,
  ...licenceErrorRows,
  ...offlineErrorRows,
  ...markErrorRows,
  ...packErrorRows,
  ...prefixErrorRows,
  ...recallErrorRows,
  ...traceErrorRows,
})
