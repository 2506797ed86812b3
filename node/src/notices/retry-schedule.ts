/** What passes between one attempt and the next, at most: 72 hours from the first to the last in all. */
const delays_s = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 73_495] as const

/** Part of a delay that chance takes off, so that what failed together does not come back together. */
const jitter = 0.2

/** Attempts of a delivery before it is given up. */
export const ATTEMPTS_MAX = delays_s.length + 1

/**
 * Milliseconds from a failed attempt to the next one; nothing when it was the last.
 * @param attempts that were made, 1 or more
 * @param chance from 0 to below 1
 */
export function retryDelay_ms(attempts: number, chance: number): number | undefined {
  const delay_s = delays_s[attempts - 1]
  return delay_s === undefined ? undefined : Math.ceil(delay_s * 1000 * (1 - jitter * chance))
}
