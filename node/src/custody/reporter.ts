import { createHmac } from 'node:crypto'
import { nextScheduled, parseEventQuery } from '@symbolon/protocol/custody'
import type { NodeContext } from '../kernel/index.ts'
import type { WebhookSender } from './ports.ts'
import { queryDocument } from './present-events.ts'
import { parametersOfJson } from './query-parameters.ts'
import { nextEvents, type StandingEvents } from './standing-events.ts'
import { type DueSubscription, settleFailure, settleReport, takeDue } from './subscription-store.ts'

/** Reports on their way at one time, one of each subscription. */
export const REPORTS_MAX = 32
/** A receiver that is not reached is tried again, later and later, until it has been out of reach for so long. */
export const FAILING_MS_MAX = 72 * 3_600_000
const firstRetry_ms = 5_000
const retry_ms_max = 3_600_000
/** How soon a subscription at once is looked at again. */
const look_ms = 1_000

export interface ReporterParts extends Pick<NodeContext, 'database' | 'clock' | 'log'> {
  readonly webhooks: WebhookSender
}

/** Sends the reports of subscriptions. A look waits for none of what it has begun. */
export class Reporter {
  private readonly parts: ReporterParts
  private readonly running = new Map<string, Promise<void>>()
  private readonly ending = new AbortController()

  constructor(parts: ReporterParts) {
    this.parts = parts
  }

  /** Begins the reports that are due. */
  async look(): Promise<void> {
    const { database, clock } = this.parts
    const most = REPORTS_MAX - this.running.size
    if (most === 0 || this.ending.signal.aborted) return
    const taking = { now: clock.now(), most, running: [...this.running.keys()] }
    for (const due of await database.query<DueSubscription>(takeDue(taking))) this.begin(due)
  }

  /** Resolves when nothing is on its way. */
  async settle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running.values())
  }

  /** What is on its way is broken off, and sent again by whoever comes next. */
  async stop(): Promise<void> {
    this.ending.abort()
    await this.settle()
  }

  private begin(due: DueSubscription): void {
    const turn = this.report(due)
      // It is sent again when its lease is over.
      .catch((err: unknown) => this.parts.log.error({ err }, 'what came of a report was not noted'))
      .finally(() => this.running.delete(due.subscription))
    this.running.set(due.subscription, turn)
  }

  /** One report after another until the end of the log, each from where the one before was acknowledged. */
  private async report(due: DueSubscription): Promise<void> {
    const { database, clock } = this.parts
    const query = parseEventQuery(parametersOfJson(due.parameters))
    let told = false
    for (let from = due.acknowledged; !this.ending.signal.aborted; ) {
      const found = await nextEvents(database, due, { query, from, now: clock.now() })
      const isEmpty = found.rows.length === 0
      if (!isEmpty || (due.report_if_empty && !found.has_more && !told)) {
        if (!(await this.send(due, found))) return
        told = true
      }
      from = found.next
      const due_at = found.has_more ? clock.now() : this.nextTime(due)
      await database.query(settleReport({ subscription: due.subscription, acknowledged: from, due_at }))
      if (!found.has_more) return
    }
  }

  private nextTime({ schedule }: DueSubscription): number {
    const now = this.parts.clock.now()
    return schedule === null ? now + look_ms : nextScheduled(schedule, now)
  }

  /** False where it has not arrived, which is noted. */
  private async send(due: DueSubscription, { rows }: StandingEvents): Promise<boolean> {
    const { database, clock, webhooks } = this.parts
    const { dest: url, subscription, query: queryName, secret } = due
    const document = {
      rows,
      format: 'No_Preference',
      now: clock.now(),
      queryName,
      subscriptionID: subscription,
    } as const
    const body = queryDocument(document)
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'symbolon',
      'gs1-epcis-version': '2.0',
      'gs1-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    }
    const { result } = await webhooks.post({ url, headers, body, ending: this.ending.signal })
    if (result === 'delivered') return true
    if (this.ending.signal.aborted) return false
    await database.query(settleFailure({ subscription, now: clock.now(), again_at: this.again(due, result) }))
    return false
  }

  private again({ failures, failing_since }: DueSubscription, result: 'failed' | 'gone'): number | undefined {
    const now = this.parts.clock.now()
    if (result === 'gone' || now - (failing_since?.getTime() ?? now) > FAILING_MS_MAX) return undefined
    return now + Math.min(firstRetry_ms * 2 ** Math.min(failures, 20), retry_ms_max)
  }
}
