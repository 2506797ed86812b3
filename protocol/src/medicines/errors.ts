import { defineErrors } from '../kernel/index.ts'
import { contractErrorRows } from './contract-error-rows.ts'
import { prefixErrorRows } from './prefix-error-rows.ts'

/** Errors of medicines: batches, packs and the licences that they are made under. */
export const medicinesErrors = defineErrors({
  ...contractErrorRows,
  ...prefixErrorRows,
})
