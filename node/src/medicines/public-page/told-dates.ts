import { dayOf, type Language, type Milliseconds } from '@symbolon/protocol/kernel'
import { expiryOf } from '@symbolon/protocol/medicines'

const day_ms = 86_400_000

/** Who is told a date, and when. */
export interface Telling {
  readonly language: Language
  readonly now: Milliseconds
}

/** True once the last day on which the pack may be used is over in UTC. */
export function isPast(yymmdd: string, now: Milliseconds): boolean {
  const last = expiryOf(yymmdd, now)
  return last !== undefined && dayOf(now) > last
}

/** An expiry as people say it, the month alone where the pack names no day; as it stands where it is no date. */
export function sayExpiry(yymmdd: string, { language, now }: Telling): string {
  const last = expiryOf(yymmdd, now)
  if (last === undefined) return yymmdd
  return dateText(last * day_ms, { language, of: yymmdd.endsWith('00') ? 'month' : 'day' })
}

/** `2026-03` as people say it; as it stands where it is no month. */
export function sayMonth(month: string, language: Language): string {
  const isMonth = /^\d{4}-(0[1-9]|1[0-2])$/.test(month)
  return isMonth ? dateText(Date.parse(`${month}-01T00:00:00Z`), { language, of: 'month' }) : month
}

/** A country by its name; as it stands where it is no code of one. */
export function sayCountry(country: string, language: Language): string {
  if (!/^[A-Z]{2}$/.test(country)) return country
  return new Intl.DisplayNames(localeOf(language), { type: 'region' }).of(country) ?? country
}

/** A moment and how long ago it was; the time is UTC and says so. */
export function sayMoment(at: Milliseconds, { language, now }: Telling): string {
  const date = dateText(at, { language, of: 'day' })
  return `${date}, ${new Date(at).toISOString().slice(11, 16)} UTC (${sayAge(Math.max(0, now - at), language)})`
}

const units = [
  ['day', day_ms],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const

function sayAge(age_ms: number, language: Language): string {
  const [unit, unit_ms] = units.find(([, ms]) => age_ms >= ms) ?? units[3]
  return new Intl.RelativeTimeFormat(localeOf(language)).format(-Math.floor(age_ms / unit_ms), unit)
}

function dateText(at: Milliseconds, { language, of }: { language: Language; of: 'day' | 'month' }): string {
  const style: Intl.DateTimeFormatOptions = { month: 'long', year: 'numeric', timeZone: 'UTC' }
  if (of === 'day') style.day = 'numeric'
  return new Intl.DateTimeFormat(localeOf(language), style).format(at)
}

function localeOf(language: Language): string {
  return language === 'el' ? 'el-GR' : 'en-GB'
}
