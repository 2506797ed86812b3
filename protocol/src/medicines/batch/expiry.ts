import type { Milliseconds } from '../../kernel/index.ts'

declare const expiry: unique symbol
/** The last day on which packs of a batch may be used, in days since 1970-01-01. */
export type ExpiryDay = number & { readonly [expiry]: true }

const day_ms = 86_400_000

/**
 * The day that an expiry names: `YYMMDD` as printed, where day 00 is the last of the month, or `YYYY-MM-DD`; nothing
 * when there is no such day.
 * @param now decides the century of two digits: 49 years back to 50 ahead
 * @source GS1 General Specifications §3.4.7 (AI 17), §7.12
 */
export function expiryOf(text: string, now: Milliseconds): ExpiryDay | undefined {
  const [, yy, month, day] = /^(\d\d)(\d\d)(\d\d)$/.exec(text) ?? []
  if (yy !== undefined) return dayIn(fullYear(Number(yy), now), Number(month), Number(day))
  const [, year, fullMonth, fullDay] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []
  return Number(fullDay) > 0 ? dayIn(Number(year), Number(fullMonth), Number(fullDay)) : undefined
}

/** The six digits of an expiry, never with day 00: the one spelling that leaves of a batch hold. */
export function expiryText(day: ExpiryDay): string {
  return new Date(day * day_ms).toISOString().slice(2, 10).replaceAll('-', '')
}

function fullYear(yy: number, now: Milliseconds): number {
  const thisYear = new Date(now).getUTCFullYear()
  const ahead = yy - (thisYear % 100)
  const century = thisYear - (thisYear % 100)
  if (ahead >= 51) return century - 100 + yy
  return ahead <= -50 ? century + 100 + yy : century + yy
}

function dayIn(year: number, month: number, day: number): ExpiryDay | undefined {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  if (month < 1 || month > 12 || day > last) return undefined
  return (Date.UTC(year, month - 1, day === 0 ? last : day) / day_ms) as ExpiryDay
}
