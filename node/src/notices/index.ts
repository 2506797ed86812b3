export { createNoticesSlice, type NoticesParts, type NoticesSlice } from './slice.ts'
export { createWebhookSender } from './webhook-sender.ts'
