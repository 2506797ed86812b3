export {
  confirmNoticesEmail,
  eraseNoticesEmail,
  type GivenEmail,
  getNoticesEmail,
  giveNoticesEmail,
  type NoticesEmail,
} from './email.ts'
export {
  type AddedWebhook,
  addWebhook,
  type DeliveryListing,
  listDeliveries,
  listWebhooks,
  removeWebhook,
  replayDelivery,
  setWebhookState,
  type Webhook,
  type WebhookAdding,
  type WebhookDelivery,
} from './webhooks.ts'
