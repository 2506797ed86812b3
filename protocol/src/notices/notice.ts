import { canonicalJson, type Id, isId, type JsonObject, readJson } from '../kernel/index.ts'
import { noticesErrors } from './errors.ts'
import { type EventTypeName, isEventType } from './event-types.ts'

/**
 * What a webhook is sent: that something happened, and where to look. No name, no purpose, nothing of what is in a record.
 * @source Standard Webhooks 1.0.0, payload structure
 */
export interface Notice {
  readonly type: EventTypeName
  /** When it happened, ISO 8601 in UTC: not when it was sent. */
  readonly timestamp: string
  readonly data: {
    readonly receipt: Id<'receipt'>
    /** Null where no grant was involved. */
    readonly grant: Id<'grant'> | null
  }
}

/** The body of a webhook, one spelling. @source RFC 8785 */
export function noticeText(notice: Notice): string {
  return canonicalJson(notice as unknown as JsonObject)
}

/**
 * The only door from the body of a webhook to a notice. Members that are not known are passed over: a later version may
 * add some.
 * @throws NOTICES_NOTICE_INVALID, KERNEL_JSON_INVALID, KERNEL_JSON_REFUSED
 */
export function parseNotice(text: string): Notice {
  const { type, timestamp, data } = objectOf(readJson(text))
  const { receipt, grant } = objectOf(data)
  if (typeof type !== 'string' || !isEventType(type)) throw noticesErrors.NOTICES_NOTICE_INVALID({ field: 'type' })
  if (typeof timestamp !== 'string' || !isInstant(timestamp)) {
    throw noticesErrors.NOTICES_NOTICE_INVALID({ field: 'timestamp' })
  }
  if (typeof receipt !== 'string' || !isId('receipt', receipt)) {
    throw noticesErrors.NOTICES_NOTICE_INVALID({ field: 'data.receipt' })
  }
  if (grant === null) return { type, timestamp, data: { receipt, grant } }
  if (typeof grant === 'string' && isId('grant', grant)) return { type, timestamp, data: { receipt, grant } }
  throw noticesErrors.NOTICES_NOTICE_INVALID({ field: 'data.grant' })
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw noticesErrors.NOTICES_NOTICE_INVALID({ field: 'data' })
}

function isInstant(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)) return false
  const instant = new Date(text)
  return !Number.isNaN(instant.getTime()) && instant.toISOString() === text
}

/** A delivery: one receipt on its way to one subscription. */
export interface Delivery {
  readonly receipt: Id<'receipt'>
  readonly subscription: Id<'subscription'>
}

/** What a delivery is called, however often it is tried: the `webhook-id` by which a receiver knows a repeat. */
export function deliveryId({ receipt, subscription }: Delivery): string {
  return `${receipt}-${subscription}`
}

/** The delivery behind its identifier; nothing when the text is none. */
export function readDeliveryId(text: string): Delivery | undefined {
  const [receipt = '', subscription = '', ...more] = text.split('-')
  if (more.length > 0 || !isId('receipt', receipt) || !isId('subscription', subscription)) return undefined
  return { receipt, subscription }
}
