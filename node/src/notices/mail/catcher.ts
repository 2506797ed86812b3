import type { Clock } from '@symbolon/protocol/kernel'
import type { Mail, Mailer } from './mail.ts'

/** Mails that are kept, in this process's memory. */
export const CAUGHT_MAX = 100

export interface CaughtMail extends Omit<Mail, 'id'> {
  readonly at: string
}

/** Keeps mails instead of sending them, for nodes that are tried out on one machine. */
export class MailCatcher implements Mailer {
  private readonly clock: Clock
  private readonly kept: CaughtMail[] = []

  constructor(clock: Clock) {
    this.clock = clock
  }

  async send({ to, subject, text }: Mail) {
    this.kept.push({ to, subject, text, at: new Date(this.clock.now()).toISOString() })
    if (this.kept.length > CAUGHT_MAX) this.kept.shift()
    return { result: 'delivered' } as const
  }

  /** Newest first. */
  caught(): readonly CaughtMail[] {
    return this.kept.toReversed()
  }
}
