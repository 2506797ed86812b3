import { strict as assert } from 'node:assert'
import { type Hex, hasCode, kernelErrors } from '@symbolon/protocol/kernel'
import type { Database } from '../database/database.ts'
import type { Leader } from '../lifecycle/leader.ts'
import type { Logger } from '../lifecycle/logger.ts'
import { insertBlock } from './block-store.ts'
import { bundleCalls, type Relayed, relayAlone } from './bundle.ts'
import type { BlockPlace, Chain, ExecutedBlock } from './chain.ts'
import { BUNDLE_ITEMS_MAX, type ContractSet } from './contract-set.ts'
import type { EventIndexer } from './event-decoder.ts'
import type { Address, ContractName } from './ledger.ts'
import { type Outcome, readWaiting, type SettledCall, settleCalls, type WaitingCall } from './outbox.ts'
import type { Relayer } from './relayer.ts'

/** Calls in one block: as many as one bundle carries out. */
export const BLOCK_CALLS_MAX = BUNDLE_ITEMS_MAX
/** How long an idle sequencer waits before it looks for calls whose delay has passed. */
const idle_ms = 1_000
/** How long a call may take from being accepted to being committed by its own transaction. */
const look_ms = 10_000
const failurePause_ms_max = 5_000

export interface SequencerParts {
  readonly chain: Chain
  readonly contracts: ContractSet
  readonly database: Database
  readonly relayer: Relayer
  readonly index: EventIndexer
  readonly log: Logger
  readonly block_ms: number
  address(name: ContractName): Address
  /** Milliseconds since 1970. */
  now(): number
  readonly leader: Leader
  onSettled(commandId: string, outcome: Outcome): void
}

export interface Sequencer {
  /** Something was accepted that nobody waits for yet: it gets into a block within `block_ms`. */
  notice(): void
  /** Somebody waits: the next block begins at once. */
  nudge(): void
  /** True while blocks are being stored; false after a failure, until one was stored again. */
  isWell(): boolean
  stop(): Promise<void>
}

/** Takes waiting calls into blocks, one block at a time, until it is stopped. */
export function startSequencer(parts: SequencerParts): Sequencer {
  const state = { stopping: false, well: true, nudged: false, lookUntil: 0 }
  const bell = createBell()
  const finished = run(parts, state, bell)
  return {
    notice() {
      const asleep = Date.now() > state.lookUntil
      state.lookUntil = Date.now() + look_ms
      if (asleep) bell.ring()
    },
    nudge() {
      state.nudged = true
      bell.ring()
    },
    isWell: () => state.well,
    async stop() {
      state.stopping = true
      bell.ring()
      await finished
    },
  }
}

interface State {
  stopping: boolean
  well: boolean
  nudged: boolean
  /** Until when a call may still be on its way to being committed. */
  lookUntil: number
}

async function run(parts: SequencerParts, state: State, bell: Bell): Promise<void> {
  for (let failures = 0; !state.stopping; ) {
    if (!state.nudged) await bell.rest(Date.now() < state.lookUntil ? parts.block_ms : idle_ms)
    state.nudged = false
    try {
      state.nudged = await makeBlock(parts)
      state.well = true
      failures = 0
    } catch (fault) {
      state.well = false
      parts.log.error({ err: fault }, 'a block was not stored; its calls are kept and tried again')
      if (hasCode(fault, 'KERNEL_LEDGER_MISMATCH')) return
      failures++
      await bell.rest(Math.min(failurePause_ms_max, 50 * 2 ** failures))
      state.nudged = true
    }
  }
}

/** True when there is more to do at once. */
async function makeBlock(parts: SequencerParts): Promise<boolean> {
  if (!(await parts.leader.waitFor())) throw kernelErrors.KERNEL_LEDGER_IN_USE()
  try {
    return await appendBlock(parts, (calls, place) =>
      bundleCalls(calls, parts.contracts, (bundle) => passes(parts, bundle, place)),
    )
  } catch (fault) {
    if (!(fault instanceof BundleReverted)) throw fault
    return await appendBlock(parts, async (calls) => relayAlone(calls))
  }
}

/** A bundle that passed when it was tried and reverted in the block: nothing of the block is kept. */
class BundleReverted extends Error {
  override readonly name = 'BundleReverted'
}

type Arrange = (calls: readonly WaitingCall[], place: BlockPlace) => Promise<readonly Relayed[]>

/** Waiting calls are read once memory holds every stored block, so none is carried out a second time. */
async function appendBlock(parts: SequencerParts, arrange: Arrange): Promise<boolean> {
  const { chain, database } = parts
  let waiting = 0
  let relayed: readonly Relayed[] = []
  const block = await chain.append({
    time: Math.floor(parts.now() / 1000),
    async fill(place) {
      const calls = await readWaiting(database, { now: parts.now(), most: BLOCK_CALLS_MAX })
      waiting = calls.length
      relayed = await arrange(calls, place)
      return sign(parts, relayed, place.nonce)
    },
    async store(executed) {
      if (!parts.leader.isHeld()) throw kernelErrors.KERNEL_LEDGER_IN_USE()
      await storeBlock(parts, executed, settlementsOf(executed, relayed))
    },
  })
  if (block === undefined) return false
  const settled = settlementsOf(block, relayed)
  for (const one of settled) parts.onSettled(one.commandId, outcomeOf(block, one))
  return waiting === BLOCK_CALLS_MAX || settled.length < waiting
}

async function passes({ relayer, address }: SequencerParts, bundle: Relayed, place: BlockPlace): Promise<boolean> {
  const { contract, data } = bundle
  return 'returned' in (await place.call({ from: relayer.address, to: address(contract), data }))
}

function sign({ relayer, address }: SequencerParts, relayed: readonly Relayed[], nonce: number): Promise<Hex[]> {
  return Promise.all(
    relayed.map(({ contract, data }, i) => relayer.sign({ nonce: nonce + i, to: address(contract), data })),
  )
}

async function storeBlock(
  { database, index }: SequencerParts,
  block: ExecutedBlock,
  calls: readonly SettledCall[],
): Promise<void> {
  const place = { number: block.number, time: block.time * 1000 }
  const statements = [...insertBlock(block), ...index(block.logs, place)]
  await database.together([settleCalls(block.number, calls), ...statements])
}

interface NamedSettledCall extends SettledCall {
  readonly commandId: string
  readonly contract: ContractName
}

/** @throws BundleReverted when a transaction that carries out several calls reverted */
function settlementsOf(block: ExecutedBlock, relayed: readonly Relayed[]): NamedSettledCall[] {
  return relayed.flatMap(({ calls }, index) => {
    const transaction = hashAt(block, index)
    const reverted = block.reverts.get(transaction)
    if (reverted !== undefined && calls.length > 1) throw new BundleReverted()
    return calls.map(({ position, commandId, contract }) => {
      return { position, commandId, contract, index, transaction, ...(reverted !== undefined && { reverted }) }
    })
  })
}

function outcomeOf(block: ExecutedBlock, { contract, transaction, reverted }: NamedSettledCall): Outcome {
  const place = { contract, block: block.number, time: block.time * 1000, transaction }
  return { ...place, ...(reverted !== undefined && { reverted }) }
}

function hashAt(block: ExecutedBlock, index: number): Hex {
  const hash = block.hashes[index]
  assert(hash !== undefined)
  return hash
}

interface Bell {
  ring(): void
  /** Until it rings or the time is over. */
  rest(most_ms: number): Promise<void>
}

function createBell(): Bell {
  let wake: () => void = () => undefined
  return {
    ring: () => wake(),
    rest: (most_ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, most_ms).unref()
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      }),
  }
}
