import type { CloneFinding } from './clone-finding.ts'
import { assumedHonestShares } from './finding-score.ts'

/** The most that a window of an honest lot is found by chance: once in a million windows. */
export const SPIKE_CHANCE_MAX = 1e-6
/** Windows of the past that a window is held against, at least. */
export const SPIKE_WINDOWS_MIN = 14
/** Reads of a lot that are counted, in all windows together. */
export const SPIKE_READS_MAX = 1_000_000

/** Reads of a lot. */
export interface LotReads {
  /** How many there were in each earlier window of the same kind, such as the same hour on the days before. */
  readonly before: readonly number[]
  /** How many there are in this window. */
  readonly now: number
}

/**
 * A window in which the numbers of a lot were read so often that its own past explains it with a chance of at most one in a
 * million. If the reads of all the windows come at one rate, those of the last one are, given the sum, binomial with share
 * 1 / windows; so the bound holds whatever the rate is, and however short the past. What comes in bursts by itself (a ward
 * that opens a pallet) is found more often than that.
 * @source Przyborowski and Wilenski 1940, comparison of two Poisson rates by the conditional test
 */
export function findRateSpike({ before, now }: LotReads): CloneFinding | undefined {
  if (before.length < SPIKE_WINDOWS_MIN) return undefined
  const sum = before.reduce((total, count) => total + count, 0)
  const total = Math.min(sum + now, SPIKE_READS_MAX)
  const seen = Math.min(now, total)
  const chance = binomialTail({ trials: total, share: 1 / (before.length + 1), atLeast: seen })
  if (chance > SPIKE_CHANCE_MAX) return undefined
  return {
    rule: 'rate_spike',
    kind: 'suspect',
    honest_share: assumedHonestShares.rate_spike,
    evidence: { reads: [], seen: now, expected: sum / before.length, chance },
  }
}

/** The chance of at least so many hits. @param share between 0 and 1, neither of them */
export function binomialTail({ trials, share, atLeast }: { trials: number; share: number; atLeast: number }): number {
  if (atLeast <= 0) return 1
  if (atLeast > trials) return 0
  let logTerm = (trials - atLeast) * Math.log1p(-share) + atLeast * Math.log(share)
  for (let i = 1; i <= atLeast; i++) logTerm += Math.log((trials - atLeast + i) / i)
  let factor = 1
  let tail = 1
  const odds = share / (1 - share)
  for (let hits = atLeast; hits < trials; hits++) {
    factor *= ((trials - hits) / (hits + 1)) * odds
    tail += factor
    // Past the mean the terms only fall.
    if (factor < tail * 1e-16 && hits > trials * share) break
  }
  return Math.min(1, Math.exp(logTerm + Math.log(tail)))
}
