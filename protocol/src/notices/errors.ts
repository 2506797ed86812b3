import { defineErrors } from '../kernel/index.ts'
import { emailErrorRows } from './email-error-rows.ts'
import { webhookErrorRows } from './webhook-error-rows.ts'

/** Errors of notices: webhooks, and mail to people. */
export const noticesErrors = defineErrors({ ...webhookErrorRows, ...emailErrorRows })
