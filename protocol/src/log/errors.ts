import { defineErrors } from '../kernel/index.ts'
import { contractErrorRows } from './contract-error-rows.ts'

/** Errors of the transparency log. */
export const logErrors = defineErrors({ ...contractErrorRows })
