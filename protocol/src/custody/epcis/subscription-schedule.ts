import type { JsonValue, Milliseconds, Words } from '../../kernel/index.ts'
import { custodyErrors } from '../errors.ts'

/** Lowest and highest value of each part of a schedule; Monday is 1. @source EPCIS 2.0 §8.2.5.3 QuerySchedule */
const ranges = {
  second: [0, 59],
  minute: [0, 59],
  hour: [0, 23],
  dayOfMonth: [1, 31],
  month: [1, 12],
  dayOfWeek: [1, 7],
} as const satisfies Readonly<Record<string, readonly [low: number, high: number]>>

type SchedulePart = keyof typeof ranges

/**
 * When a standing query is to be asked: every instant (UTC) whose parts are among these. A missing part may be anything,
 * but parts finer than the finest one told are 0: an hour alone comes once a day.
 */
export type SubscriptionSchedule = Readonly<Partial<Record<SchedulePart, readonly number[]>>>

/** How far a schedule is looked ahead: the 29th of February comes at least every eight years. */
const days_max = 9 * 366
const second_ms = 1_000
const day_ms = 86_400_000

const reasons = {
  object: { en: 'a schedule has parts with texts', el: 'το schedule έχει μέρη με κείμενα' },
  part: { en: 'the schedule has an unknown part', el: 'το schedule έχει άγνωστο μέρος' },
  values: {
    en: 'a part of the schedule is not like 0,15,[30-40] within its range',
    el: 'ένα μέρος του schedule δεν είναι όπως 0,15,[30-40] εντός των ορίων του',
  },
  never: { en: 'the schedule never comes', el: 'το schedule δεν συμβαίνει ποτέ' },
} as const satisfies Record<string, Words>

/**
 * The schedule of a subscription.
 * @param value object of `second`, `minute`, `hour`, `dayOfMonth`, `month`, `dayOfWeek`, each a list such as `0,15,[30-40]`
 * @throws CUSTODY_SUBSCRIPTION_INVALID for what is no such schedule, or names no instant at all
 * @source EPCIS 2.0 §8.2.5.3 QuerySchedule
 */
export function parseSchedule(value: JsonValue): SubscriptionSchedule {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse('object')
  const parts = Object.entries(value).map(([name, told]) => {
    if (!isPart(name)) return refuse('part')
    if (typeof told !== 'string') return refuse('object')
    return [name, numbersIn(told, ranges[name])] as const
  })
  if (parts.length === 0) return refuse('object')
  const schedule = withFinerParts(Object.fromEntries(parts))
  if (findNext(schedule, 0) === undefined) return refuse('never')
  return schedule
}

/** The first instant after another one that a schedule names. */
export function nextScheduled(schedule: SubscriptionSchedule, after: Milliseconds): Milliseconds {
  return findNext(schedule, after) ?? refuse('never')
}

function findNext(schedule: SubscriptionSchedule, after: Milliseconds): Milliseconds | undefined {
  const first = (Math.floor(after / second_ms) + 1) * second_ms
  const firstDay = Math.floor(first / day_ms) * day_ms
  for (let day = 0; day <= days_max; day++) {
    const from = Math.max(first, firstDay + day * day_ms)
    const found = isDay(schedule, from) ? timeOfDay(schedule, from) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

const timeParts = ['hour', 'minute', 'second'] as const

function withFinerParts(told: SubscriptionSchedule): SubscriptionSchedule {
  const finest = timeParts.findLastIndex((part) => told[part] !== undefined)
  const zeros = timeParts.slice(finest + 1).map((part) => [part, [0]] as const)
  return { ...told, ...Object.fromEntries(zeros) }
}

function isDay(schedule: SubscriptionSchedule, instant: Milliseconds): boolean {
  const date = new Date(instant)
  return (
    has(schedule.month, date.getUTCMonth() + 1) &&
    has(schedule.dayOfMonth, date.getUTCDate()) &&
    has(schedule.dayOfWeek, date.getUTCDay() === 0 ? 7 : date.getUTCDay())
  )
}

/** The first time of the instant's day, from the instant on. */
function timeOfDay({ hour, minute, second }: SubscriptionSchedule, from: Milliseconds): Milliseconds | undefined {
  const day = Math.floor(from / day_ms) * day_ms
  for (const h of hour ?? span(ranges.hour)) {
    for (const m of minute ?? span(ranges.minute)) {
      const at = day + (h * 60 + m) * 60_000
      if (at + 59_999 < from) continue
      const s = (second ?? span(ranges.second)).find((one) => at + one * second_ms >= from)
      if (s !== undefined) return at + s * second_ms
    }
  }
  return undefined
}

function has(allowed: readonly number[] | undefined, value: number): boolean {
  return allowed === undefined || allowed.includes(value)
}

/** Ascending. */
function numbersIn(text: string, [low, high]: readonly [low: number, high: number]): number[] {
  const numbers = text.split(',').flatMap((one) => {
    const [, single, from, to] = /^(?:(\d{1,2})|\[(\d{1,2})-(\d{1,2})\])$/.exec(one.trim()) ?? refuse('values')
    const bounds = single === undefined ? [Number(from), Number(to)] : [Number(single), Number(single)]
    const [first = 0, last = 0] = bounds
    if (first < low || last > high || first > last) return refuse('values')
    return span([first, last])
  })
  return [...new Set(numbers)].sort((left, right) => left - right)
}

function span([low, high]: readonly [low: number, high: number]): number[] {
  return Array.from({ length: high - low + 1 }, (_, i) => low + i)
}

function isPart(name: string): name is SchedulePart {
  return Object.hasOwn(ranges, name)
}

function refuse(reason: keyof typeof reasons): never {
  throw custodyErrors.CUSTODY_SUBSCRIPTION_INVALID({ reason: reasons[reason] })
}
