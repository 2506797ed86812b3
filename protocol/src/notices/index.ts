export { parseEmailAddress } from './email-address.ts'
export { noticesErrors } from './errors.ts'
export { type EventType, type EventTypeName, eventTypeNames, eventTypes, isEventType } from './event-types.ts'
export { type Delivery, deliveryId, type Notice, noticeText, parseNotice, readDeliveryId } from './notice.ts'
export {
  type ReceivedWebhook,
  readWebhookSecret,
  signWebhook,
  verifyWebhook,
  WEBHOOK_SECRET_BYTES,
  WEBHOOK_TOLERANCE_S,
  type WebhookMessage,
  writeWebhookSecret,
} from './webhook-signature.ts'
