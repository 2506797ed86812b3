import type { NodeContext } from '../../kernel/index.ts'
import type { VouchedKey } from '../../log/index.ts'
import type { JourneyTracer } from '../ports.ts'
import type { ScanDesk } from './answer-scan.ts'
import type { AnswerSigner } from './answer-signer.ts'
import type { ChangeFollower } from './follow-changes.ts'
import type { PackPlace } from './pack-index.ts'
import type { ReadQueue } from './read-queue.ts'
import type { RefusedAct } from './refusal-alerts.ts'
import type { ScannerMemory } from './scanner-memory.ts'

/** What the routes of packs are opened with. */
export interface PacksDoor extends ScanDesk {
  readonly context: NodeContext
  readonly follower: ChangeFollower
  readonly signer: AnswerSigner
  readonly reads: ReadQueue
  readonly scanners: ScannerMemory
  /** The secret under which ids of packs are salted. */
  readonly secret: () => Uint8Array
  /** The key of answers and status files. */
  readonly vouchedKey: () => VouchedKey
  readonly journeys: JourneyTracer
  /** Raises the alert of an act that a pack does not allow. */
  noteRefusal(place: PackPlace, act: RefusedAct): void
}
