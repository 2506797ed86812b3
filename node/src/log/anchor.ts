import { type Clock, type Hex, toHex } from '@symbolon/protocol/kernel'
import { type Checkpoint, checkpointIntent, logErrors } from '@symbolon/protocol/log'
import type { Database } from '../kernel/index.ts'
import { holdsNews } from './anchor-entries.ts'
import type { LogIdentity } from './log-identity.ts'
import { checkpointOf, readPublished } from './published.ts'
import { readRootAt } from './tree-store.ts'

/** A log that stands still shows all the same that it is there. */
export const HEARTBEAT_S = 600
/** How long an intent may be on its way; the contract takes no more than an hour. */
const deadline_s = 1_800

export interface AnchorParts {
  readonly database: Database
  readonly clock: Clock
  readonly identity: LogIdentity
}

/** What a contract `Checkpoints` says of the log. */
export interface Anchored {
  readonly size: number
  readonly root: Hex
  /** Milliseconds since 1970. */
  readonly at: number
}

/** The answer of `Checkpoints.latest`; nothing for a log that the contract has not heard of. */
export function anchoredOf([size, root, time]: readonly [bigint, Hex, bigint]): Anchored | undefined {
  return size === 0n ? undefined : { size: Number(size), root, at: Number(time) * 1000 }
}

/**
 * The checkpoint whose turn it is: the newest published one, when the ledger has an older one for long enough. A log that
 * has grown by nothing but padding and the entries of its anchors stands still: else each anchor would bring the next.
 * @throws LOG_ANCHOR_SHRUNK, LOG_ANCHOR_FORKED when the ledger knows a state that this log never had
 */
export async function dueForAnchor(
  { database, clock }: AnchorParts,
  { anchored, every_s }: { readonly anchored: Anchored | undefined; readonly every_s: number },
): Promise<Checkpoint | undefined> {
  const published = await readPublished(database)
  if (published === undefined) return undefined
  const newest = checkpointOf(published)
  if (anchored === undefined) return newest
  if (anchored.size > newest.size) throw logErrors.LOG_ANCHOR_SHRUNK()
  const stored = await readRootAt(database, anchored.size)
  if (stored === undefined || toHex(stored) !== anchored.root) throw logErrors.LOG_ANCHOR_FORKED()
  const pause_s = (clock.now() - anchored.at) / 1000
  if (pause_s < every_s) return undefined
  const isDue = pause_s >= HEARTBEAT_S || (await holdsNews(database, { from: anchored.size, to: newest.size }))
  return isDue ? newest : undefined
}

/** Arguments of `Checkpoints.advance`, signed by the log's founder. */
export async function signAdvance(
  { identity, clock }: Pick<AnchorParts, 'identity' | 'clock'>,
  { size, root, ...place }: Checkpoint & { readonly chainId: number; readonly verifyingContract: Hex },
) {
  const { founder, origin_id } = identity
  const checkpoint = {
    origin: origin_id,
    founder: founder.address,
    size: BigInt(size),
    root: toHex(root),
    deadline: BigInt(Math.floor(clock.now() / 1000) + deadline_s),
  }
  const signature = await founder.signTypedData(checkpointIntent({ ...place, ...checkpoint }))
  return [checkpoint, signature] as const
}
