import { strict as assert } from 'node:assert'
import { type Hex, hasCode, kernelErrors } from '@symbolon/protocol/kernel'
import type { Database } from '../database/database.ts'
import type { Leader } from '../lifecycle/leader.ts'
import type { Logger } from '../lifecycle/logger.ts'
import { insertBlock } from './block-store.ts'
import type { Chain, ExecutedBlock } from './chain.ts'
import type { EventIndexer } from './event-decoder.ts'
import type { Address, ContractName } from './ledger.ts'
import { type Outcome, readWaiting, type SettledCall, settleCalls, type WaitingCall } from './outbox.ts'
import type { Relayer } from './relayer.ts'

/** Calls in one block. */
export const BLOCK_CALLS_MAX = 50
/** How long an idle sequencer waits before it looks for calls whose delay has passed. */
const idle_ms = 1_000
/** How long a call may take from being accepted to being committed by its own transaction. */
const look_ms = 10_000
const failurePause_ms_max = 5_000

export interface SequencerParts {
  readonly chain: Chain
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
      state.nudged = (await makeBlock(parts)) === BLOCK_CALLS_MAX
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

/** Answers how many calls the block took. */
async function makeBlock(parts: SequencerParts): Promise<number> {
  const { chain, database, relayer } = parts
  if (!(await parts.leader.waitFor())) throw kernelErrors.KERNEL_LEDGER_IN_USE()
  const calls = await readWaiting(database, { now: parts.now(), most: BLOCK_CALLS_MAX })
  if (calls.length === 0) return 0
  const block = await chain.append({
    time: Math.floor(parts.now() / 1000),
    sign: (nonce) =>
      Promise.all(
        calls.map(({ contract, data }, i) => relayer.sign({ nonce: nonce + i, to: parts.address(contract), data })),
      ),
    async store(executed) {
      if (!parts.leader.isHeld()) throw kernelErrors.KERNEL_LEDGER_IN_USE()
      await storeBlock(parts, executed, calls)
    },
  })
  for (const [i, call] of calls.entries()) parts.onSettled(call.commandId, outcomeOf(block, call, i))
  return calls.length
}

async function storeBlock({ database, index }: SequencerParts, block: ExecutedBlock, calls: readonly WaitingCall[]) {
  const statements = [
    ...insertBlock(block),
    settleCalls(
      block.number,
      calls.map((call, i) => settledCall(block, call, i)),
    ),
    ...index(block.logs, { number: block.number, time: block.time * 1000 }),
  ]
  await database.transaction((queries) => Promise.all(statements.map((statement) => queries.query(statement))))
}

function settledCall(block: ExecutedBlock, { position }: WaitingCall, index: number): SettledCall {
  const transaction = hashAt(block, index)
  const reverted = block.reverts.get(transaction)
  return { position, transaction, ...(reverted !== undefined && { reverted }) }
}

function outcomeOf(block: ExecutedBlock, { contract }: WaitingCall, index: number): Outcome {
  const transaction = hashAt(block, index)
  const reverted = block.reverts.get(transaction)
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
