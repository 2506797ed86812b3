import type { NodeContext } from '../kernel/index.ts'
import type { TransparencyLog } from '../log/index.ts'
import type { CaptureParts } from './capture.ts'
import type { IdentifierVoucher, WebhookSender } from './ports.ts'

/** What the routes of custody are opened with. */
export interface CustodyDoor {
  readonly context: NodeContext
  readonly log: TransparencyLog
  readonly capturing: CaptureParts
  readonly vouch: IdentifierVoucher
  readonly webhooks: WebhookSender
  /** Aborted when the door closes. */
  readonly ending: AbortSignal
}
