export { eventSource } from './event-source.ts'
export type { IdentifierVoucher, ReportOutcome, WebhookSender } from './ports.ts'
export { type CustodySlice, createCustodySlice } from './slice.ts'
export type { ToldBySlice } from './tell-events.ts'
