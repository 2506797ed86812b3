import { cliErrors } from './errors.ts'

const hour_ms = 3_600_000
const units_ms: Readonly<Record<string, number>> = { h: hour_ms, d: 24 * hour_ms, w: 7 * 24 * hour_ms }

/**
 * The instant that `7d`, `12h`, `2w`, `6mo`, a date (its last moment, here) or an ISO instant stands for, in milliseconds.
 * @throws CLI_OPTION_INVALID
 */
export function parseInstant(text: string, from: { option: string; now: number }): number {
  const span = /^(\d{1,4})(h|d|w|mo|y)$/.exec(text)
  if (span !== null) return addSpan(from.now, { count: Number(span[1]), unit: span[2] ?? 'd' })
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    if (!isDay(text)) return checked(Number.NaN, from.option)
    const next = new Date(`${text}T00:00:00`)
    next.setDate(next.getDate() + 1)
    return checked(next.getTime() - 1, from.option)
  }
  const isInstant = /^\d{4}-\d{2}-\d{2}T/.test(text) && isDay(text.slice(0, 10))
  return checked(isInstant ? Date.parse(text) : Number.NaN, from.option)
}

function addSpan(now: number, span: { count: number; unit: string }): number {
  const unit_ms = units_ms[span.unit]
  if (unit_ms !== undefined) return now + span.count * unit_ms
  const later = new Date(now)
  later.setUTCMonth(later.getUTCMonth() + span.count * (span.unit === 'y' ? 12 : 1))
  return later.getTime()
}

function checked(instant: number, option: string): number {
  if (Number.isNaN(instant))
    throw cliErrors.CLI_OPTION_INVALID({ option, expected: '7d, 12h, 2w, 6mo, 2026-12-31, 2026-12-31T18:00Z' })
  return instant
}

/** A calendar day `YYYY-MM-DD`. @throws CLI_OPTION_INVALID */
export function parseDay(text: string, option: string): string {
  if (!isDay(text)) throw cliErrors.CLI_OPTION_INVALID({ option, expected: '2015-01-31' })
  return text
}

// `Date` takes 31 February for 3 March.
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}
