import type { Language, Milliseconds } from '@symbolon/protocol/kernel'

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', el: 'el-GR' }
const day_ms = 86_400_000

/** A date as a pack carries it: a day of a month, or a whole month. */
export interface PackDate {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  /** None where the pack names the month alone. */
  readonly day?: number
}

/**
 * YYMMDD as a date; nothing for what is none. Day 00 is the whole month; the century is the one nearest to now.
 * @source GS1 General Specifications §3.4.7, §7.12
 */
export function packDateOf(yymmdd: string, now: Milliseconds): PackDate | undefined {
  const [, yy, mm, dd] = /^(\d\d)(\d\d)(\d\d)$/.exec(yymmdd) ?? []
  const [month, day] = [Number(mm), Number(dd)]
  if (yy === undefined || month < 1 || month > 12) return undefined
  const year = yearNear(Number(yy), new Date(now).getUTCFullYear())
  if (day > daysOf(year, month)) return undefined
  return day === 0 ? { year, month } : { year, month, day }
}

/** True once the last day on which the pack may be used is over in UTC. */
export function isPast({ year, month, day = daysOf(year, month) }: PackDate, now: Milliseconds): boolean {
  return now >= Date.UTC(year, month - 1, day) + day_ms
}

/** True when both name the same last day. */
export function isSameDay(one: PackDate, other: PackDate): boolean {
  const lastDay = ({ year, month, day = daysOf(year, month) }: PackDate) => Date.UTC(year, month - 1, day)
  return lastDay(one) === lastDay(other)
}

export function sayDate({ year, month, day }: PackDate, language: Language): string {
  const style: Intl.DateTimeFormatOptions = { month: 'long', year: 'numeric', timeZone: 'UTC' }
  if (day !== undefined) style.day = 'numeric'
  return new Intl.DateTimeFormat(locales[language], style).format(Date.UTC(year, month - 1, day ?? 1))
}

/** `2026-03` as people say it; as it stands where it is no month. */
export function sayMonth(month: string, language: Language): string {
  const [, year, of] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month) ?? []
  return year === undefined ? month : sayDate({ year: Number(year), month: Number(of) }, language)
}

export function sayCountry(country: string, language: Language): string {
  if (!/^[A-Z]{2}$/.test(country)) return country
  return new Intl.DisplayNames(locales[language], { type: 'region' }).of(country) ?? country
}

/** A moment and how long ago it was; the time is UTC and says so. */
export function sayMoment(at: Milliseconds, { now, language }: { now: Milliseconds; language: Language }): string {
  const style = { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' } as const
  const moment = new Intl.DateTimeFormat(locales[language], style).format(at)
  return `${moment} UTC (${sayAge(Math.max(0, now - at), language)})`
}

const units = [
  ['day', day_ms],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const

function sayAge(age_ms: number, language: Language): string {
  const [unit, unit_ms] = units.find(([, ms]) => age_ms >= ms) ?? units[3]
  return new Intl.RelativeTimeFormat(locales[language]).format(-Math.floor(age_ms / unit_ms), unit)
}

function daysOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function yearNear(yy: number, current: number): number {
  const century = current - (current % 100)
  const apart = yy - (current % 100)
  if (apart >= 51) return century - 100 + yy
  return apart <= -50 ? century + 100 + yy : century + yy
}
