import { defineErrors } from '../kernel/index.ts'
import { contractErrorRows } from './contract-error-rows.ts'
import { grantErrorRows } from './grant-error-rows.ts'
import { openingErrorRows } from './opening-error-rows.ts'

/** Errors of grants, openings, revocations and receipts. */
export const consentErrors = defineErrors({ ...grantErrorRows, ...openingErrorRows, ...contractErrorRows })
