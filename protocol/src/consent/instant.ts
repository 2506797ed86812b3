import type { Milliseconds, Words } from '../kernel/index.ts'
import type { StrictValue } from './strict-value.ts'

const notAnInstant: Words = {
  en: 'an instant like 2026-01-31T09:30:00.000Z is expected',
  el: 'αναμένεται χρονική στιγμή όπως 2026-01-31T09:30:00.000Z',
}
const notADate: Words = { en: 'a date like 2026-01-31 is expected', el: 'αναμένεται ημερομηνία όπως 2026-01-31' }

/** The one spelling of an instant: UTC with milliseconds. @source RFC 3339 §5.6; ECMAScript Date.prototype.toISOString */
export function instantOf(value: StrictValue): string {
  if (typeof value.value !== 'string' || !/^\d{4}-/.test(value.value)) return value.refuse(notAnInstant)
  const time = Date.parse(value.value)
  if (Number.isNaN(time) || new Date(time).toISOString() !== value.value) return value.refuse(notAnInstant)
  return value.value
}

/** A day that the calendar has. */
export function dateOf(value: StrictValue): string {
  if (typeof value.value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value.value)) return value.refuse(notADate)
  const time = Date.parse(`${value.value}T00:00:00.000Z`)
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== value.value) return value.refuse(notADate)
  return value.value
}

/** The same day and time some calendar months later (31 January and one month is 3 March, or 2 in a leap year). */
export function monthsAfter(instant: Milliseconds, months: number): Milliseconds {
  const later = new Date(instant)
  later.setUTCMonth(later.getUTCMonth() + months)
  return later.getTime()
}
