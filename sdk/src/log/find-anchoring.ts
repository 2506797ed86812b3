import { toHex, utf8, type Words } from '@symbolon/protocol/kernel'
import { type AnchorClaim, checkpointsContract, logErrors, type ShownReceipt } from '@symbolon/protocol/log'
import type { Address, Hex, PublicClient } from 'viem'
import { keccak256 } from 'viem/utils'
import { askLedger, type LedgerPlace } from '../kernel/index.ts'

/** The checkpoint of a proof as the ledger has it. */
export interface Anchoring {
  readonly block: number
  /** Seconds since 1970 that the block says. */
  readonly time_s: number
  readonly transaction: Hex
}

const reasons = {
  none: { en: 'the proof names no ledger', el: 'το τεκμήριο δεν αναφέρει κατάστιχο' },
  network: { en: 'this is another ledger', el: 'πρόκειται για άλλο κατάστιχο' },
  absent: { en: 'it is not there', el: 'δεν υπάρχει εκεί' },
  root: { en: 'other entries stand there', el: 'εκεί υπάρχουν άλλες εγγραφές' },
} as const satisfies Record<string, Words>

/**
 * Where the ledger has the checkpoint of a proof: the event `Anchored` of its origin, founder and size, with its root, in
 * the block that the proof names.
 * @throws LOG_ANCHOR_UNPROVEN, SDK_LEDGER_UNREACHABLE
 */
export async function findAnchoring(
  shown: Pick<ShownReceipt, 'anchor' | 'origin' | 'root'>,
  place: LedgerPlace,
): Promise<Anchoring> {
  const claim = shown.anchor
  if (claim === null) throw unproven('none')
  const { origin } = shown
  const { chain_id, events } = await askLedger(place, (ledger) => anchoredAt(ledger, { claim, origin }))
  if (chain_id !== claim.chain_id) throw unproven('network')
  if (events.length === 0) throw unproven('absent')
  const found = events.find(({ args }) => args.root === toHex(shown.root))
  if (found === undefined) throw unproven('root')
  return { block: claim.block, time_s: Number(found.args.time), transaction: found.transactionHash }
}

async function anchoredAt(ledger: PublicClient, { claim, origin }: { claim: AnchorClaim; origin: string }) {
  const { block, contract, founder, size } = claim
  const asking = ledger.getContractEvents({
    address: contract as Address,
    abi: checkpointsContract.abi,
    eventName: 'Anchored',
    args: { origin: keccak256(utf8(origin)), founder: founder as Address, size: BigInt(size) },
    fromBlock: BigInt(block),
    toBlock: BigInt(block),
    strict: true,
  })
  const [chain_id, events] = await Promise.all([ledger.getChainId(), asking])
  return { chain_id, events }
}

function unproven(reason: keyof typeof reasons) {
  return logErrors.LOG_ANCHOR_UNPROVEN({ reason: reasons[reason] })
}
