import { custodyErrors, parseSchedule, type SubscriptionSchedule } from '@symbolon/protocol/custody'
import type { JsonValue, Words } from '@symbolon/protocol/kernel'
import type { WebhookSender } from '../ports.ts'
import { isObject } from './query-routes.ts'

/** Characters of the secret that reports are signed with. */
const secretChars = { min: 16, max: 256 }

const reasons = {
  object: { en: 'an object is expected', el: 'αναμένεται αντικείμενο' },
  when: { en: 'either stream or schedule says when', el: 'το πότε το λέει είτε το stream είτε το schedule' },
  dest: { en: 'a schedule needs a dest', el: 'το schedule χρειάζεται dest' },
  secret: {
    en: 'a dest needs a secret of 16 to 256 characters, and nothing else does',
    el: 'το dest χρειάζεται secret με 16 έως 256 χαρακτήρες, και τίποτε άλλο',
  },
  time: { en: 'initialRecordTime is no instant', el: 'το initialRecordTime δεν είναι χρονική στιγμή' },
  member: { en: 'it has an unknown member', el: 'έχει άγνωστο μέλος' },
} as const satisfies Record<string, Words>

/** What is asked for by a subscription. */
export interface AskedSubscription {
  readonly dest: string | undefined
  readonly secret: string | undefined
  readonly schedule: SubscriptionSchedule | undefined
  readonly report_if_empty: boolean
  readonly initial_record_time: number | undefined
}

const members = ['dest', 'secret', 'signatureToken', 'stream', 'schedule', 'reportIfEmpty', 'initialRecordTime']

/**
 * The body of a subscription. With a `dest` reports are sent there; without one whoever subscribed fetches the events.
 * @throws CUSTODY_SUBSCRIPTION_INVALID, NOTICES_URL_REFUSED
 * @source EPCIS 2.0 §12.8.3
 */
export function readSubscription(body: JsonValue, { parseUrl }: Pick<WebhookSender, 'parseUrl'>): AskedSubscription {
  if (!isObject(body)) return refuse('object')
  if (Object.keys(body).some((name) => !members.includes(name))) return refuse('member')
  const { dest, stream, schedule, reportIfEmpty = false, initialRecordTime } = body
  const secret = body.signatureToken ?? body.secret
  if ((stream === true) === (schedule !== undefined) || (stream !== undefined && stream !== true)) return refuse('when')
  if (typeof reportIfEmpty !== 'boolean' || (dest !== undefined && typeof dest !== 'string')) return refuse('object')
  if (dest === undefined && schedule !== undefined) return refuse('dest')
  const isSecret =
    typeof secret === 'string' &&
    secret.length >= secretChars.min &&
    secret.length <= secretChars.max &&
    !secret.includes('\0')
  if (dest === undefined ? secret !== undefined : !isSecret) return refuse('secret')
  return {
    dest: dest === undefined ? undefined : parseUrl(dest),
    secret: typeof secret === 'string' ? secret : undefined,
    schedule: schedule === undefined ? undefined : parseSchedule(schedule),
    report_if_empty: reportIfEmpty,
    initial_record_time: initialRecordTime === undefined ? undefined : instantOf(initialRecordTime),
  }
}

function instantOf(value: JsonValue): number {
  const isWritten =
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(value)
  const time = isWritten ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? refuse('time') : time
}

function refuse(reason: keyof typeof reasons): never {
  throw custodyErrors.CUSTODY_SUBSCRIPTION_INVALID({ reason: reasons[reason] })
}
