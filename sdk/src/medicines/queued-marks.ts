import type { Hex } from '@symbolon/protocol/kernel'
import { batchNumberOf, markIntent, packStateNumbers, tokenIdOf, undoIntent } from '@symbolon/protocol/medicines'
import { accountOf, askSigned } from '../identity/index.ts'
import { type Client, newKey } from '../kernel/index.ts'
import type { CheckedOffline } from './check-offline.ts'
import type { OfflineStatus } from './offline-status.ts'

const day_s = 86_400
/** From when an act was signed until it is void; the node reads the one from the other. */
const DEADLINE_DAYS = 30
/** Acts of one call. */
const ACTS_AT_ONCE = 500

/** What was done with a pack without a network, signed. */
export interface QueuedMark {
  readonly act: 'supply' | 'undo'
  /** `bat_…` */
  readonly batch: string
  readonly index: number
  /** How often the pack became active again before. */
  readonly round: number
  /** Seconds since 1970, by the device’s clock. */
  readonly signed_at: number
  /** Signed, always 30 days later: so that it says when. */
  readonly deadline: number
  readonly signature: Hex
}

/** What came of it once it was merged. */
export interface MergedMark {
  /** `conflict`: somebody dispensed it before, by the signed times; an alert says so. */
  readonly outcome: 'recorded' | 'saved' | 'conflict' | 'refused'
  /** Of the error, where it is refused. */
  readonly code: string | null
  /** It was signed later than it came in, by more than an hour. */
  readonly is_clock_ahead: boolean
}

/**
 * Signs, without a network, that the caller dispensed a pack, or takes that back. Nobody hears of it before it is merged.
 * @param of.round how often the pack became active again before; 0 unless told
 */
export async function signQueuedMark(
  client: Client,
  of: {
    readonly status: OfflineStatus
    readonly place: NonNullable<CheckedOffline['place']>
    readonly act?: QueuedMark['act']
    readonly round?: number
  },
): Promise<QueuedMark> {
  const { status, place, act = 'supply', round = 0 } = of
  const { batch, root, index } = place
  const signed_at = Math.floor(client.clock.now() / 1000)
  const deadline = signed_at + DEADLINE_DAYS * day_s
  const where = { chainId: status.chain_id, verifyingContract: status.contract }
  const range = { first: tokenIdOf(batchNumberOf(root), index), count: 1, round, deadline: BigInt(deadline) }
  const account = await accountOf(client)
  const signature = await (act === 'supply'
    ? account.signTypedData(markIntent({ ...where, ...range, state: packStateNumbers.supplied }))
    : account.signTypedData(undoIntent({ ...where, ...range })))
  return { act, batch, index, round, signed_at, deadline, signature }
}

/**
 * Acts of a time without a network are merged with everybody’s: the earliest signed time wins, and later ones raise the
 * alert. Sent twice, they are once.
 * @returns what came of each, in their order
 * @throws MEDICINES_QUEUED_TIME, MEDICINES_BATCH_UNKNOWN, MEDICINES_RANGE_INVALID, MEDICINES_ROLE_MISSING
 */
export async function mergeQueuedMarks(
  client: Client,
  { marks }: { readonly marks: readonly QueuedMark[] },
): Promise<readonly MergedMark[]> {
  const merged: MergedMark[] = []
  for (let first = 0; first < marks.length; first += ACTS_AT_ONCE) {
    const { acts } = await askSigned<{ acts: readonly MergedMark[] }>(client, {
      method: 'POST',
      path: '/v1/packs/queued-marks',
      body: { acts: marks.slice(first, first + ACTS_AT_ONCE).map((mark) => ({ ...mark })) },
      idempotencyKey: newKey(client, 'queue'),
    })
    merged.push(...acts)
  }
  return merged
}

/** The acts that `mergeQueuedMarks` would send, in the order in which they were done; nothing is sent. */
export function simulateMergeQueuedMarks({ marks }: { readonly marks: readonly QueuedMark[] }): readonly QueuedMark[] {
  return marks.toSorted((one, other) => one.signed_at - other.signed_at)
}
