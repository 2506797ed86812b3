import { dayOf, type Milliseconds } from '../../kernel/index.ts'

/**
 * The last day on which a pack may be used, in days since 1970, or nothing for what is no date. Day 00 is the last one of
 * the month; the century is the one that puts the year within 50 years of now.
 * @param yymmdd as application identifier 17 has it
 * @source GS1 General Specifications §3.4.7, §7.12
 */
export function expiryDayOf(yymmdd: string, now: Milliseconds): number | undefined {
  const [, yy, mm, dd] = /^(\d\d)(\d\d)(\d\d)$/.exec(yymmdd) ?? []
  if (yy === undefined) return undefined
  const [month, day] = [Number(mm), Number(dd)]
  const year = yearNear(Number(yy), new Date(now).getUTCFullYear())
  const daysOfMonth = new Date(Date.UTC(year, month, 0)).getUTCDate()
  if (month < 1 || month > 12 || day > daysOfMonth) return undefined
  return dayOf(Date.UTC(year, month - 1, day === 0 ? daysOfMonth : day))
}

function yearNear(yy: number, current: number): number {
  const apart = yy - (current % 100)
  const century = current - (current % 100)
  if (apart >= 51) return century - 100 + yy
  return apart <= -50 ? century + 100 + yy : century + yy
}
