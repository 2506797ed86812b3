import type { JsonValue } from '../../kernel/index.ts'
import { isObject } from '../catalogue/elements.ts'

/** First and last instant of a time, in milliseconds since 1970; an open end is missing. */
export interface DateRange {
  readonly from: number | undefined
  readonly to: number | undefined
}

const form = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/

/**
 * The instants that a FHIR date, dateTime or instant covers to its own precision (`2015` is the whole year); a time
 * without a zone is read as UTC. Undefined for what is no date, a day that its month lacks included.
 * @source R4 §3.1.1.4.7 date
 */
export function rangeOfText(text: string): { from: number; to: number } | undefined {
  const [, year, month, day, hour, minute, second, fraction, zone] = form.exec(text) ?? []
  if (year === undefined || !isDayOfMonth(Number(year), Number(month ?? 1), Number(day ?? 1))) return undefined
  const start = `${year}-${month ?? '01'}-${day ?? '01'}T${hour ?? '00'}:${minute ?? '00'}:${leap(second)}`
  const from = Date.parse(`${start}.${(fraction ?? '0').slice(0, 3).padEnd(3, '0')}${zone ?? 'Z'}`)
  if (Number.isNaN(from)) return undefined
  return { from, to: from + spanOf({ from, month, day, hour, second, fraction }) - 1 }
}

/** `Date.parse` makes the 2nd of March of the 30th of February. */
function isDayOfMonth(year: number, month: number, day: number): boolean {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const days = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
  return day <= days
}

function spanOf(
  parts: Record<'month' | 'day' | 'hour' | 'second' | 'fraction', string | undefined> & { from: number },
): number {
  const start = new Date(parts.from)
  if (parts.month === undefined) return Date.UTC(start.getUTCFullYear() + 1, 0) - parts.from
  if (parts.day === undefined) return Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1) - parts.from
  if (parts.hour === undefined) return 86_400_000
  if (parts.second === undefined) return 60_000
  return parts.fraction === undefined ? 1000 : 1
}

function leap(second: string | undefined): string {
  return second === '60' ? '59' : (second ?? '00')
}

/** The instants that a date, dateTime, instant, Period or Timing in a resource covers. */
export function rangeOf(value: JsonValue): DateRange | undefined {
  if (typeof value === 'string') return rangeOfText(value)
  if (!isObject(value)) return undefined
  if (Array.isArray(value.event))
    return joined(value.event.flatMap((event) => (typeof event === 'string' ? [rangeOfText(event)] : [])))
  const from = typeof value.start === 'string' ? rangeOfText(value.start)?.from : undefined
  const to = typeof value.end === 'string' ? rangeOfText(value.end)?.to : undefined
  return from === undefined && to === undefined ? undefined : { from, to }
}

function joined(ranges: readonly ({ from: number; to: number } | undefined)[]): DateRange | undefined {
  const known = ranges.filter((range) => range !== undefined)
  if (known.length === 0) return undefined
  return { from: Math.min(...known.map((range) => range.from)), to: Math.max(...known.map((range) => range.to)) }
}
