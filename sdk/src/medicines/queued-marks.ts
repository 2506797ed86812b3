import type { Hex, Words } from '@symbolon/protocol/kernel'
import {
  batchNumberOf,
  markIntent,
  medicinesErrors,
  packStateNumbers,
  tokenIdOf,
  undoIntent,
} from '@symbolon/protocol/medicines'
import { accountOf, askSigned } from '../identity/index.ts'
import { type Client, newKey } from '../kernel/index.ts'
import type { CheckedOffline } from './check-offline.ts'
import { type OfflineStatus, roundIn } from './offline-status.ts'

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

/** What is signed, and what waits to be merged already. */
export interface QueuedSigning {
  readonly status: OfflineStatus
  readonly place: NonNullable<CheckedOffline['place']>
  /** `supply` unless told. */
  readonly act?: QueuedMark['act']
  /** Acts that the caller signed before and has not merged, in their order. */
  readonly earlier: readonly QueuedMark[]
}

const doneHere: Readonly<Record<QueuedMark['act'], Words>> = {
  supply: {
    en: 'it was dispensed here, which waits to be merged',
    el: 'χορηγήθηκε εδώ, και η πράξη περιμένει να συγχωνευτεί',
  },
  undo: {
    en: 'its dispensing was taken back here, which waits to be merged',
    el: 'η χορήγησή της αναιρέθηκε εδώ, και η πράξη περιμένει να συγχωνευτεί',
  },
}

/**
 * Signs, without a network, that the caller dispensed a pack, or takes that back. Nobody hears of it before it is merged.
 * @throws MEDICINES_PACK_REFUSED where it is what was done with the pack last and waits
 */
export async function signQueuedMark(client: Client, signing: QueuedSigning): Promise<QueuedMark> {
  const { act, batch, index, round, after } = simulateSignQueuedMark(signing)
  // Acts on one pack are merged by their times: two of one second would have no order.
  const signed_at = Math.max(Math.floor(client.clock.now() / 1000), after + 1)
  const deadline = signed_at + DEADLINE_DAYS * day_s
  const { status, place } = signing
  const where = { chainId: status.chain_id, verifyingContract: status.contract }
  const range = { first: tokenIdOf(batchNumberOf(place.root), index), count: 1, round, deadline: BigInt(deadline) }
  const account = await accountOf(client)
  const signature = await (act === 'supply'
    ? account.signTypedData(markIntent({ ...where, ...range, state: packStateNumbers.supplied }))
    : account.signTypedData(undoIntent({ ...where, ...range })))
  return { act, batch, index, round, signed_at, deadline, signature }
}

/** What `signQueuedMark` would sign: the round, and the time of the act before, which it comes after. @throws MEDICINES_PACK_REFUSED */
export function simulateSignQueuedMark({
  status,
  place,
  act = 'supply',
  earlier,
}: QueuedSigning): Pick<QueuedMark, 'act' | 'batch' | 'index' | 'round'> & { readonly after: number } {
  const { batch, index } = place
  const last = earlier.findLast((mark) => mark.batch === batch && mark.index === index)
  if (last === undefined) return { act, batch, index, round: roundIn(status, place), after: 0 }
  if (last.act === act) throw medicinesErrors.MEDICINES_PACK_REFUSED({ reason: doneHere[act] })
  return { act, batch, index, round: last.round + (last.act === 'undo' ? 1 : 0), after: last.signed_at }
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
