import { deliveryId, noticeText, signWebhook } from '@symbolon/protocol/notices'
import type { NodeContext } from '../kernel/index.ts'
import { type DueDelivery, settleAttempt, takeDue } from './delivery-store.ts'
import type { Outcome } from './outcome.ts'
import { postWebhook, type WebhookSending } from './post-webhook.ts'
import { retryDelay_ms } from './retry-schedule.ts'

/** Deliveries on their way at one time, and of one subscription: no receiver that hangs keeps the others from theirs. */
export const ON_THEIR_WAY_MAX = 64
export const ON_THEIR_WAY_EACH_MAX = 4

export interface DeliverParts extends Pick<NodeContext, 'database' | 'clock' | 'random' | 'log'> {
  readonly webhooks: WebhookSending
  /** Hands a mail over that tells of the delivery. */
  mail(delivery: DueDelivery & { readonly address: string }, ending: AbortSignal): Promise<Outcome>
}

/** Sends what is due. A look waits for none of what it has begun. */
export class Deliverer {
  private readonly parts: DeliverParts
  private readonly running = new Map<Promise<void>, string>()
  private readonly ending = new AbortController()
  private turn: Promise<void> = Promise.resolve()

  constructor(parts: DeliverParts) {
    this.parts = parts
  }

  /** Begins to send what is due and there is room for. One look at a time, so that each knows what the last one began. */
  look(): Promise<void> {
    const turn = this.turn.then(() => this.take())
    this.turn = turn.catch(() => undefined)
    return turn
  }

  /** Again until nothing is found: those of one subscription may hide those of the others until it has its full number. */
  private async take(): Promise<void> {
    const { database, clock } = this.parts
    for (;;) {
      const most = ON_THEIR_WAY_MAX - this.running.size
      if (most === 0 || this.ending.signal.aborted) return
      const taking = { now: clock.now(), most, each: ON_THEIR_WAY_EACH_MAX, running: this.counts() }
      const taken = await database.query<DueDelivery>(takeDue(taking))
      if (taken.length === 0) return
      for (const delivery of taken) this.begin(delivery)
    }
  }

  /** Resolves when nothing is on its way. */
  async settle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running.keys())
  }

  /** Nothing more is begun, and what is on its way is broken off: it is sent again by whoever comes next. */
  async stop(): Promise<void> {
    this.ending.abort()
    await this.turn
    await this.settle()
  }

  private counts(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>()
    for (const subscription of this.running.values()) counts.set(subscription, (counts.get(subscription) ?? 0) + 1)
    return counts
  }

  private begin(delivery: DueDelivery): void {
    const turn: Promise<void> = this.deliver(delivery)
      // It is tried again when its lease is over.
      .catch((err: unknown) => this.parts.log.error({ err }, 'what came of a delivery was not noted'))
      .finally(() => this.running.delete(turn))
    this.running.set(turn, delivery.subscription)
  }

  private async deliver(delivery: DueDelivery): Promise<void> {
    const { database, clock, random } = this.parts
    const outcome = await this.attempt(delivery)
    // Ended with the node: its lease runs out and it is tried again.
    if (this.ending.signal.aborted && outcome.result === 'failed') return
    const chance = Buffer.from(random(4)).readUInt32BE() / 2 ** 32
    const again_ms = retryDelay_ms(delivery.attempts, chance)
    await database.query(settleAttempt({ delivery, outcome, now: clock.now(), again_ms }))
  }

  private attempt(delivery: DueDelivery): Promise<Outcome> {
    const { url, secret, address } = delivery
    if (address !== null) return this.parts.mail({ ...delivery, address }, this.ending.signal)
    if (url === null || secret === null) throw new Error('a webhook without address or secret')
    const post = { url, ...this.signed({ ...delivery, secret }), ending: this.ending.signal }
    return postWebhook(post, this.parts.webhooks)
  }

  private signed({ receipt, subscription, type, at, grant, secret }: DueDelivery & { readonly secret: string }) {
    const id = deliveryId({ receipt, subscription })
    const timestamp_s = Math.floor(this.parts.clock.now() / 1000)
    const body = noticeText({ type, timestamp: at.toISOString(), data: { receipt, grant } })
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'symbolon',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp_s),
      'webhook-signature': signWebhook(secret, { id, timestamp_s, body }),
    }
    return { headers, body }
  }
}
