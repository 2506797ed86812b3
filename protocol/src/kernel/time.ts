/** Milliseconds since 1970-01-01T00:00Z. The clock is always passed in. */
export type Milliseconds = number

/** Where a part takes the time from; tests pass their own. */
export interface Clock {
  now(): Milliseconds
}

const day_ms = 86_400_000
const week_ms = 7 * day_ms

/** Whole weeks since 1970-01-01T00:00Z, rounded up: the coarse expiry that may stand on a chain. */
export function weekAfter(instant: Milliseconds): number {
  return Math.ceil(instant / week_ms)
}

/** The first instant of a week counted since 1970-01-01T00:00Z. */
export function startOfWeek(week: number): Milliseconds {
  return week * week_ms
}

/** Whole days since 1970-01-01T00:00Z, rounded down. */
export function dayOf(instant: Milliseconds): number {
  return Math.floor(instant / day_ms)
}
