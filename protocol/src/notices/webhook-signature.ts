import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { base64 } from '@scure/base'
import { concatBytes, equalBytes, utf8 } from '../kernel/index.ts'
import { noticesErrors } from './errors.ts'

/** Bytes of a new signing secret; the standard takes 24 to 64. */
export const WEBHOOK_SECRET_BYTES = 32
/** How far the clock of a sender may be from that of its receiver, seconds. */
export const WEBHOOK_TOLERANCE_S = 300
/** Signatures that a receiver looks at. */
const signaturesMax = 16
const secretPrefix = 'whsec_'
const version = 'v1,'

/** What is signed. */
export interface WebhookMessage {
  /** `webhook-id`: the same at every attempt. No full stop in it. */
  readonly id: string
  /** `webhook-timestamp`: when this attempt was made, seconds since 1970. */
  readonly timestamp_s: number
  /** The body as it is sent. */
  readonly body: string | Uint8Array
}

/** A secret as its receiver is shown it, `whsec_…`. @param random 24 to 64 random bytes */
export function writeWebhookSecret(random: Uint8Array): string {
  if (random.length < 24 || random.length > 64) throw new RangeError('A webhook secret has 24 to 64 bytes')
  return `${secretPrefix}${base64.encode(random)}`
}

/** The bytes of a secret, with or without its prefix. @throws NOTICES_SECRET_INVALID */
export function readWebhookSecret(text: string): Uint8Array<ArrayBuffer> {
  try {
    const bytes = base64.decode(text.startsWith(secretPrefix) ? text.slice(secretPrefix.length) : text)
    if (bytes.length >= 24 && bytes.length <= 64) return Uint8Array.from(bytes)
  } catch {}
  throw noticesErrors.NOTICES_SECRET_INVALID()
}

/**
 * The value of `webhook-signature`.
 * @param secret `whsec_…`
 * @throws NOTICES_SECRET_INVALID
 * @source Standard Webhooks 1.0.0, signature scheme
 */
export function signWebhook(secret: string, { id, timestamp_s, body }: WebhookMessage): string {
  if (id.includes('.')) throw new RangeError('An identifier with a full stop could be read as a time')
  const content = concatBytes(utf8(`${id}.${timestamp_s}.`), typeof body === 'string' ? utf8(body) : body)
  return `${version}${base64.encode(hmac(sha256, readWebhookSecret(secret), content))}`
}

/** A webhook as it came in. */
export interface ReceivedWebhook {
  readonly secret: string
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** The body as it came, not parsed and written again. */
  readonly body: string | Uint8Array
  /** Milliseconds since 1970. */
  readonly now: number
}

/**
 * The `webhook-id` of a request that whoever knows the secret has sent within the last five minutes. A receiver remembers
 * the identifiers of ten minutes to know repeats.
 * @throws NOTICES_SIGNATURE_INVALID, NOTICES_TIMESTAMP_REFUSED, NOTICES_SECRET_INVALID
 * @source Standard Webhooks 1.0.0, verifying webhook authenticity
 */
export function verifyWebhook({ secret, headers, body, now }: ReceivedWebhook): string {
  const [id, time, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => headers[name])
  const isWhole = typeof id === 'string' && typeof time === 'string' && typeof signatures === 'string'
  if (!isWhole || id === '' || id.includes('.') || !/^\d{1,12}$/.test(time)) {
    throw noticesErrors.NOTICES_SIGNATURE_INVALID()
  }
  const timestamp_s = Number(time)
  if (Math.abs(Math.floor(now / 1000) - timestamp_s) > WEBHOOK_TOLERANCE_S) {
    throw noticesErrors.NOTICES_TIMESTAMP_REFUSED({ minutes: WEBHOOK_TOLERANCE_S / 60 })
  }
  const expected = utf8(signWebhook(secret, { id, timestamp_s, body }))
  const given = signatures.split(' ').slice(0, signaturesMax)
  if (!given.some((signature) => equalBytes(utf8(signature), expected))) {
    throw noticesErrors.NOTICES_SIGNATURE_INVALID()
  }
  return id
}
