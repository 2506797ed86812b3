import { type Linter, twoDigits, unless } from './linter.ts'

const daysOf = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Days of a month, or 0 when there is no such month. */
function daysIn({ year, month }: { year: number; month: number }): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month === 2 && isLeap ? 29 : (daysOf[month - 1] ?? 0)
}

/**
 * A year of two digits, which stands for one from 49 years ago to 50 years ahead: in all of them until 2099 a year is
 * a leap year when four divides it.
 */
const dated =
  (firstDay: 0 | 1): Linter =>
  (part) => {
    const [year, month, day] = [2000 + twoDigits(part, 0), twoDigits(part, 2), twoDigits(part, 4)]
    const days = daysIn({ year, month })
    if (days === 0) return { reason: 'date', at: 2 }
    return unless(day >= firstDay && day <= days, { reason: 'date', at: 4 })
  }

const below =
  (max: number): Linter =>
  (part) =>
    unless(twoDigits(part, 0) < max, { reason: 'time', at: 0 })

/** Dates and times. @source GS1 General Specifications §3.4 (day 00: the whole month), §3.9, §7.12 (century) */
export const dateLinters = {
  yymmdd: dated(1),
  yymmd0: dated(0),
  yyyymmdd: (part) => {
    const year = twoDigits(part, 0) * 100 + twoDigits(part, 2)
    const days = daysIn({ year, month: twoDigits(part, 4) })
    if (days === 0) return { reason: 'date', at: 4 }
    const day = twoDigits(part, 6)
    return unless(day >= 1 && day <= days, { reason: 'date', at: 6 })
  },
  hh: below(24),
  mi: below(60),
  ss: below(60),
  hhmi: (part) => {
    if (twoDigits(part, 0) > 23) return { reason: 'time', at: 0 }
    return unless(twoDigits(part, 2) < 60, { reason: 'time', at: 2 })
  },
} as const satisfies Record<string, Linter>
