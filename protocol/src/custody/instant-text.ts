const zero = 48
const day_ms = 86_400_000
const minute_ms = 60_000
const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
/** Years are written with four digits. */
const firstYear_ms = daysSince1970(0, 1, 1) * day_ms
const lastYear_ms = daysSince1970(10_000, 1, 1) * day_ms

/**
 * The instant of a date and time in UTC with three decimals of a second, the fourth rounding up from 5; nothing when
 * the text is no date and time with a zone.
 * @source CBV 2.0 §8.9.2, rules 8 and 9; XML Schema 1.1 part 2 §3.4.28 (dateTimeStamp)
 * @example instantText('2023-02-02T12:04:03.1415+01:00') // '2023-02-02T11:04:03.142Z'
 */
export function instantText(text: string): string | undefined {
  const instant_ms = instantOf(text)
  return instant_ms === undefined ? undefined : new Date(instant_ms).toISOString()
}

/** The instant of a date and time in milliseconds since 1970, rounded as `instantText` is; nothing when it is none. */
export function instantOf(text: string): number | undefined {
  const date_ms = dateOf(text)
  const time_ms = timeOf(text)
  let at = 19
  let fraction_ms = 0
  if (text[at] === '.') {
    const start = ++at
    while (isDigit(text.charCodeAt(at))) at++
    if (at === start) return undefined
    fraction_ms = Number(text.slice(start, Math.min(at, start + 3)).padEnd(3, '0'))
    if (at > start + 3 && text.charCodeAt(start + 3) >= zero + 5) fraction_ms++
    if (time_ms === day_ms && /[1-9]/.test(text.slice(start, at))) return undefined
  }
  const instant_ms = date_ms + time_ms - offset_ms(text.slice(at)) + fraction_ms
  return instant_ms >= firstYear_ms && instant_ms < lastYear_ms ? instant_ms : undefined
}

/** `YYYY-MM-DD` at the beginning; NaN when there is no such day. */
function dateOf(text: string): number {
  const year = two(text, 0) * 100 + two(text, 2)
  const month = two(text, 5)
  const day = two(text, 8)
  if (text[4] !== '-' || text[7] !== '-' || !(day >= 1 && day <= daysIn(year, month))) return Number.NaN
  return daysSince1970(year, month, day) * day_ms
}

/** `THH:MM:SS` after the date, up to the end of the day; NaN when it is none. */
function timeOf(text: string): number {
  const [hour, minute, second] = [two(text, 11), two(text, 14), two(text, 17)]
  const isWritten = text[10] === 'T' && text[13] === ':' && text[16] === ':'
  if (!isWritten || !(hour <= 24 && minute <= 59 && second <= 59)) return Number.NaN
  const time_ms = (hour * 60 + minute) * minute_ms + second * 1000
  return time_ms <= day_ms ? time_ms : Number.NaN
}

function offset_ms(zone: string): number {
  if (zone === 'Z') return 0
  const minutes = two(zone, 1) * 60 + two(zone, 4)
  const isWritten = zone.length === 6 && zone[3] === ':' && (zone[0] === '+' || zone[0] === '-')
  if (!isWritten || !(minutes <= 14 * 60) || two(zone, 4) > 59) return Number.NaN
  return (zone[0] === '-' ? -minutes : minutes) * minute_ms
}

function daysIn(year: number, month: number): number {
  const isLeap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return (daysOfMonth[month - 1] ?? 0) + (isLeap ? 1 : 0)
}

/** Days of the Gregorian calendar, years counted from March so that the leap day comes last. */
function daysSince1970(year: number, month: number, day: number): number {
  const years = month > 2 ? year : year - 1
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  return years * 365 + Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400) + ofYear - 719_468
}

/** The number that two digits write; NaN when they are none. */
function two(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at), text.charCodeAt(at + 1)]
  return isDigit(tens) && isDigit(ones) ? (tens - zero) * 10 + ones - zero : Number.NaN
}

function isDigit(code: number): boolean {
  return code >= zero && code <= zero + 9
}
