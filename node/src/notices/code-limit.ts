import { hash } from 'node:crypto'
import type { Clock } from '@symbolon/protocol/kernel'
import { noticesErrors } from '@symbolon/protocol/notices'

/** Codes that are sent for one party, and to one address whoever asks, within an hour. */
export const CODES_PER_HOUR_MAX = 3
const window_ms = 3_600_000
/** Parties and addresses that are counted. Beyond them nobody is sent a code until the oldest hour is over. */
const countedMax = 20_000

interface Count {
  readonly until: number
  sent: number
}

/**
 * Keeps a node from being used to send mail to strangers. Counts stay in this process's memory, under digests, and are
 * forgotten with their hour.
 */
export class CodeLimit {
  private readonly clock: Clock
  private readonly counts = new Map<string, Count>()

  constructor(clock: Clock) {
    this.clock = clock
  }

  /** Counts one code. @throws NOTICES_CODES_TOO_MANY */
  take(...about: readonly string[]): void {
    const now = this.clock.now()
    for (const [key, { until }] of this.counts) if (until <= now) this.counts.delete(key)
    const keys = about.map((text) => hash('sha256', text))
    const full = keys.map((key) => this.counts.get(key)).find((count) => (count?.sent ?? 0) >= CODES_PER_HOUR_MAX)
    if (full !== undefined) this.refuse(full.until - now)
    if (this.counts.size + keys.length > countedMax) this.refuse(window_ms)
    for (const key of keys) {
      const count = this.counts.get(key) ?? { until: now + window_ms, sent: 0 }
      count.sent++
      this.counts.set(key, count)
    }
  }

  private refuse(left_ms: number): never {
    throw noticesErrors.NOTICES_CODES_TOO_MANY({ seconds: Math.ceil(left_ms / 1000) })
  }
}
