import { fromHex, utf8 } from '@symbolon/protocol/kernel'
import { checkpointsContract } from '@symbolon/protocol/log'
import type { Address, PublicClient } from 'viem'
import { keccak256 } from 'viem/utils'
import { sdkErrors } from '../kernel/index.ts'
import type { Anchor } from './audit-anchors.ts'
import { logReadingErrors as errors } from './errors.ts'

/** Where a log is anchored: its name on a ledger, and any node of the ledger. */
export interface AnchoredLog {
  readonly rpc_url: string
  readonly chain_id: number
  readonly contract: string
  readonly origin: string
  readonly founder: string
  readonly timeout_ms?: number
}

const answer_ms_max = 20_000

/** Chain id of the ledger that answers at an address. @throws SDK_LEDGER_UNREACHABLE */
export async function readChainId(rpc_url: string): Promise<number> {
  return await orUnreachable(
    rpc_url,
    ledgerAt(rpc_url, answer_ms_max).then((ledger) => ledger.getChainId()),
  )
}

/**
 * Everything that a ledger holds of a log, oldest first: its events `Anchored`. A node of the ledger that refuses so many
 * blocks at once is asked for fewer.
 * @throws SDK_LEDGER_UNREACHABLE, LOG_LEDGER_OTHER
 */
export async function* readAnchors(place: AnchoredLog): AsyncGenerator<Anchor> {
  const { rpc_url, timeout_ms = answer_ms_max } = place
  const ledger = await ledgerAt(rpc_url, timeout_ms)
  const chain_id = await orUnreachable(rpc_url, ledger.getChainId())
  if (chain_id !== place.chain_id) throw errors.LOG_LEDGER_OTHER({ chain_id })
  const last = Number(await orUnreachable(rpc_url, ledger.getBlockNumber()))
  for (let [from, most] = [0, last + 1]; from <= last; ) {
    const to = Math.min(last, from + most - 1)
    const found = await anchorsIn(ledger, { place, from, to }).catch((cause) => {
      if (most === 1) throw sdkErrors.SDK_LEDGER_UNREACHABLE({ url: rpc_url }, { cause })
      return undefined
    })
    if (found !== undefined) yield* found
    ;[from, most] = found === undefined ? [from, Math.ceil(most / 8)] : [to + 1, most]
  }
}

/** The client of a ledger is read by those alone who ask one: it is half of what a command would load. */
async function ledgerAt(rpc_url: string, timeout: number): Promise<PublicClient> {
  const { createPublicClient, http } = await import('viem')
  try {
    return createPublicClient({ transport: http(rpc_url, { timeout, retryCount: 1 }) })
  } catch (cause) {
    throw sdkErrors.SDK_LEDGER_UNREACHABLE({ url: rpc_url }, { cause })
  }
}

async function anchorsIn(
  ledger: PublicClient,
  of: { place: AnchoredLog; from: number; to: number },
): Promise<Anchor[]> {
  const { contract, founder, origin } = of.place
  const events = await ledger.getContractEvents({
    address: contract as Address,
    abi: checkpointsContract.abi,
    eventName: 'Anchored',
    args: { origin: keccak256(utf8(origin)), founder: founder as Address },
    fromBlock: BigInt(of.from),
    toBlock: BigInt(of.to),
    strict: true,
  })
  return events.map(({ args, transactionHash: transaction }) => {
    return { size: Number(args.size), root: fromHex(args.root), transaction }
  })
}

async function orUnreachable<Value>(url: string, asking: Promise<Value>): Promise<Value> {
  try {
    return await asking
  } catch (cause) {
    throw sdkErrors.SDK_LEDGER_UNREACHABLE({ url }, { cause })
  }
}
