import { toHex, type Words } from '@symbolon/protocol/kernel'
import {
  batchNumberOf,
  lotHash,
  medicinesErrors,
  packsContract,
  parseExpiry,
  type ShownPackTrace,
  type TracedStep,
} from '@symbolon/protocol/medicines'
import type { Address, PublicClient } from 'viem'
import { askLedger, type LedgerPlace } from '../kernel/index.ts'

/** A step of a pack as the ledger has it. */
export interface FoundStep extends TracedStep {
  /** Who held the pack before; nobody before its batch was commissioned. */
  readonly from: Address | null
  /** Who holds it from there on. */
  readonly to: Address
  /** False where somebody else gave it than had it by the step before: it has moved in between, and the trace does not say so. */
  readonly is_next: boolean
}

const reasons = {
  network: { en: 'this is another ledger', el: 'πρόκειται για άλλο κατάστιχο' },
  batch: { en: 'the batch was not commissioned there', el: 'η παρτίδα παραγωγής δεν δημιουργήθηκε εκεί' },
  handover: { en: 'a handover of the pack is not there', el: 'μια παράδοση της συσκευασίας δεν υπάρχει εκεί' },
} as const satisfies Record<string, Words>

/**
 * What the ledger has of a pack: the event `Commissioned` of its batch, with root, number of packs, product, lot and
 * expiry, then of each handover the event that moves its token, in the block and the transaction that the trace names.
 * @throws MEDICINES_TRACE_LEDGER_DIFFERS, SDK_LEDGER_UNREACHABLE
 * @source ERC-721 (Transfer), ERC-2309 (ConsecutiveTransfer)
 */
export async function findLedgerSteps(
  shown: Pick<ShownPackTrace, 'pack' | 'token' | 'ledger'>,
  place: LedgerPlace,
): Promise<FoundStep[]> {
  return await askLedger(place, async (ledger) => {
    if ((await ledger.getChainId()) !== shown.ledger.chain_id) throw differs('network')
    const found: FoundStep[] = []
    for (const [at, step] of shown.ledger.steps.entries()) {
      const holder = found.at(-1)?.to
      if ((at === 0) !== (step.step === 'commissioned')) throw differs('batch')
      found.push(
        holder === undefined
          ? await findMaking(ledger, { shown, step })
          : await findMove(ledger, { shown, step, holder }),
      )
    }
    if (found.length === 0) throw differs('batch')
    return found
  })
}

interface Finding {
  readonly shown: Pick<ShownPackTrace, 'pack' | 'token' | 'ledger'>
  readonly step: TracedStep
}

async function findMaking(ledger: PublicClient, { shown, step }: Finding): Promise<FoundStep> {
  const { root, count, gtin, lot, expiry } = shown.pack
  const events = await ledger.getContractEvents({
    ...eventsAt({ shown, step }),
    eventName: 'Commissioned',
    args: { batch: batchNumberOf(root), gtin: BigInt(gtin) },
    strict: true,
  })
  const made = events.find(({ args, transactionHash }) => {
    const isBatch = args.root === toHex(root) && args.count === count && args.lot === lotHash(lot)
    return isBatch && args.expiry === parseExpiry(expiry, 0) && transactionHash === step.transaction
  })
  if (made === undefined) throw differs('batch')
  return { ...step, from: null, to: made.args.maker, is_next: true }
}

async function findMove(
  ledger: PublicClient,
  { shown, step, holder }: Finding & { holder: Address },
): Promise<FoundStep> {
  const { token } = shown
  const where = eventsAt({ shown, step })
  const [single, ranges] = await Promise.all([
    ledger.getContractEvents({ ...where, eventName: 'Transfer', args: { tokenId: token }, strict: true }),
    ledger.getContractEvents({ ...where, eventName: 'ConsecutiveTransfer', strict: true }),
  ])
  const moves = [
    ...single.map(({ args, transactionHash }) => ({ ...args, transactionHash })),
    ...ranges
      .filter(({ args }) => args.fromTokenId <= token && token <= args.toTokenId)
      .map(({ args, transactionHash }) => ({ from: args.fromAddress, to: args.toAddress, transactionHash })),
  ]
  const move = moves.find(({ transactionHash }) => transactionHash === step.transaction)
  if (move === undefined) throw differs('handover')
  return { ...step, from: move.from, to: move.to, is_next: move.from === holder }
}

function eventsAt({ shown, step }: Finding) {
  const block = BigInt(step.block)
  return { address: shown.ledger.contract, abi: packsContract.abi, fromBlock: block, toBlock: block } as const
}

function differs(reason: keyof typeof reasons) {
  return medicinesErrors.MEDICINES_TRACE_LEDGER_DIFFERS({ reason: reasons[reason] })
}
