import { canonicalJson, type Id, type JsonValue, parseId, readJson, type Words } from '../kernel/index.ts'
import { custodyErrors } from './errors.ts'

/** What the log commits to of a custody event: that it was told, when and by whom. Nothing of what it says but its hash. */
export interface EventReceipt {
  readonly v: 1
  readonly receipt: Id<'receipt'>
  /** `declared`: that the event of this hash is in error. */
  readonly kind: 'captured' | 'declared'
  /** ISO 8601, UTC with milliseconds. */
  readonly at: string
  /** The CBV 2.0 event hash, `ni:///sha-256;…?ver=CBV2.0`. */
  readonly event: string
  readonly captor: Id<'party'>
  readonly software: string
}

const form: Words = { en: 'it is no receipt of an event', el: 'δεν είναι απόδειξη συμβάντος' }
const members: Readonly<Record<Exclude<keyof EventReceipt, 'v'>, RegExp>> = {
  receipt: /^rcp_/,
  kind: /^(?:captured|declared)$/,
  at: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  event: /^ni:\/\/\/sha-256;[0-9a-f]{64}\?ver=CBV2\.0$/,
  captor: /^pty_/,
  software: /^[a-z]+\/[0-9A-Za-z.+-]{1,64}$/,
}

/** The text of an event's receipt, one spelling: what its log entry commits to. @source RFC 8785 */
export function eventReceiptText(receipt: EventReceipt): string {
  return canonicalJson(receipt as unknown as JsonValue)
}

/**
 * The door from the text that an entry of the log commits to of an event.
 * @throws CUSTODY_RECEIPT_INVALID, KERNEL_JSON_INVALID, KERNEL_JSON_REFUSED, KERNEL_ID_INVALID
 */
export function parseEventReceipt(text: string): EventReceipt {
  const value = readJson(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value.v !== 1) return refuse('/')
  for (const [name, pattern] of Object.entries(members)) {
    const member = value[name]
    if (typeof member !== 'string' || !pattern.test(member)) return refuse(`/${name}`)
  }
  const receipt = value as unknown as EventReceipt
  parseId('receipt', receipt.receipt)
  parseId('party', receipt.captor)
  const isSpelled = Object.keys(value).length === Object.keys(members).length + 1 && eventReceiptText(receipt) === text
  return isSpelled ? receipt : refuse('/')
}

function refuse(pointer: string): never {
  throw custodyErrors.CUSTODY_RECEIPT_INVALID({ pointer, reason: form })
}
