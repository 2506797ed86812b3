import type { Outcome } from '../outcome.ts'

/** A mail to one person. */
export interface Mail {
  /** An address that `parseEmailAddress` has passed. */
  readonly to: string
  readonly subject: string
  readonly text: string
  /** Names the mail at every attempt, so that who keeps it twice can tell. */
  readonly id: string
}

/** Hands mails over. It says what came of it and never throws. */
export interface Mailer {
  send(mail: Mail, ending?: AbortSignal): Promise<Outcome>
}
