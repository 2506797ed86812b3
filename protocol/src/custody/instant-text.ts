const dateTime = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)$/

/**
 * The instant of a date and time in UTC with three decimals of a second, the fourth rounding up from 5; nothing when
 * the text is no date and time with a zone.
 * @source CBV 2.0 §8.9.2, rules 8 and 9; XML Schema 1.1 part 2 §3.4.28 (dateTimeStamp)
 * @example instantText('2023-02-02T12:04:03.1415+01:00') // '2023-02-02T11:04:03.142Z'
 */
export function instantText(text: string): string | undefined {
  const [, date, hour = '', minute, second = '', fraction = '', zone = ''] = dateTime.exec(text) ?? []
  if (date === undefined || second > '59') return undefined
  const local_ms = Date.parse(`${date}T${hour}:${minute}:${second}.000Z`)
  const [year, month, day] = date.split('-').map(Number)
  if (Number.isNaN(local_ms) || !isDate(year, month, day) || (hour === '24' && /[1-9]/.test(fraction))) return undefined
  const instant = new Date(local_ms - offset_ms(zone) + fraction_ms(fraction))
  const written = Number.isNaN(instant.getTime()) ? '' : instant.toISOString()
  return /^\d{4}-/.test(written) ? written : undefined
}

function isDate(year = 0, month = 0, day = 0): boolean {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return day <= ([31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0)
}

function fraction_ms(fraction: string): number {
  return Number(fraction.slice(0, 3).padEnd(3, '0')) + ((fraction[3] ?? '0') >= '5' ? 1 : 0)
}

function offset_ms(zone: string): number {
  if (zone === 'Z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4))
  return (zone[0] === '-' ? -minutes : minutes) * 60_000
}
