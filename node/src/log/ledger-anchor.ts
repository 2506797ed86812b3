import type { Hex } from '@symbolon/protocol/kernel'
import type { Ledger, LedgerUse } from '../kernel/index.ts'
import { type AnchorParts, anchoredOf, dueForAnchor, signAdvance } from './anchor.ts'
import { countOwnAnchors } from './anchor-rows.ts'

/** Share of an embedded ledger that anchors take at their full cadence. */
const fullCadenceShare = 0.1
/** Cadence behind that share: a year of them takes less than a tenth of the ledger. */
const slowCadence_s = 3_600

export interface LedgerAnchorParts extends AnchorParts {
  readonly ledger: Ledger
  readonly every_s: number
}

/**
 * The newest published checkpoint is on its way into the node's own ledger, if it is due. One for each span of the
 * cadence, by its command id, however often this runs.
 * @throws LOG_ANCHOR_SHRUNK, LOG_ANCHOR_FORKED
 */
export async function anchorOnLedger(parts: LedgerAnchorParts): Promise<void> {
  const { database, clock, identity, ledger } = parts
  const every_s = anchorCadence(parts.every_s, { use: ledger.use(), anchors: await countOwnAnchors(database) })
  if (every_s === undefined) return
  const args = [identity.origin_id, identity.founder.address]
  const latest = await ledger.read<readonly [bigint, Hex, bigint]>({
    contract: 'Checkpoints',
    functionName: 'latest',
    args,
  })
  const due = await dueForAnchor(parts, { anchored: anchoredOf(latest), every_s })
  if (due === undefined) return
  const place = { chainId: ledger.chainId, verifyingContract: ledger.address('Checkpoints') }
  const call = {
    contract: 'Checkpoints',
    functionName: 'advance',
    args: await signAdvance(parts, { ...due, ...place }),
  } as const
  await ledger.simulate(call)
  const span = Math.floor(clock.now() / (every_s * 1000))
  // The cadence of people's transactions hides who did what when, which the log's do not need to.
  await ledger.enqueue(database, call, { commandId: `log.anchor.${every_s}.${span}`, urgent: true })
}

/** Seconds between anchors on a ledger of limited room, of which people's transactions need the most; none when it ends. */
export function anchorCadence(
  every_s: number,
  { use, anchors }: { readonly use: LedgerUse; readonly anchors: number },
): number | undefined {
  if (use.nearly_full) return undefined
  return anchors < fullCadenceShare * use.transactions_max ? every_s : Math.max(every_s, slowCadence_s)
}
