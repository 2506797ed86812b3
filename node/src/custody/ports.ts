import type { Id } from '@symbolon/protocol/kernel'

/**
 * Answers whether somebody vouches that a company prefix is the party's: what a GS1 licence on the ledger says. Without
 * an answer prefixes are nobody's to claim.
 */
export type IdentifierVoucher = (party: Id<'party'>, prefix: string) => Promise<boolean>

/** What came of one report to a webhook. */
export interface ReportOutcome {
  /** `gone`: the receiver wants nothing more, ever. */
  readonly result: 'delivered' | 'failed' | 'gone'
}

/** Sends reports of subscriptions to where their parties want them; the slice of notices answers. */
export interface WebhookSender {
  /** The address in its one spelling. @throws NOTICES_URL_REFUSED */
  parseUrl(text: string): string
  post(report: {
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
    readonly ending: AbortSignal
  }): Promise<ReportOutcome>
}
