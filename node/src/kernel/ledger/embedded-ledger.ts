import { type Clock, type Hex, kernelErrors, SymbolonError } from '@symbolon/protocol/kernel'
import type { Database } from '../database/database.ts'
import type { DatabaseAddress } from '../database/pg-database.ts'
import { createLeader, type Leader } from '../lifecycle/leader.ts'
import type { EventHandler } from '../slice.ts'
import type { Genesis } from './block-store.ts'
import type { Chain } from './chain.ts'
import { type ContractSet, createContractSet, type LedgerPlan } from './contract-set.ts'
import { createEventIndexer } from './event-decoder.ts'
import { openChain } from './genesis.ts'
import type { Address, ContractCall, Ledger, Settlement } from './ledger.ts'
import { countWaiting, insertCall, type Outcome, readOutcome } from './outbox.ts'
import { openRelayer, type Relayer } from './relayer.ts'
import { createRoomCheck, type RoomOptions } from './room-check.ts'
import { type Sequencer, startSequencer } from './sequencer.ts'
import { createWaiters, type Waiters } from './waiters.ts'

/** How long somebody is kept waiting for a block; the effect stays in the outbox. */
const settling_ms_max = 15_000
/** How often somebody who waits looks into the database, should the news have been missed. */
const look_ms = 1_000

export interface EmbeddedLedgerOptions extends RoomOptions {
  readonly database: Database
  readonly address: DatabaseAddress
  readonly clock: Clock
  readonly plan: LedgerPlan
  readonly chainId: number
  /** File of the relayer's key. */
  readonly relayerKey: string
  readonly block_ms: number
  readonly relay_delay_ms: number
  readonly authority?: Address
}

/** A ledger that may not run yet: slices hold it already, and their handlers are needed to start it. */
export interface EmbeddedLedger extends Ledger {
  /** Nobody else writes this database until `stop`. `start` does it too, where it was not done. @throws KERNEL_LEDGER_IN_USE */
  claim(): Promise<void>
  /** Replays what is stored and begins to take calls. @throws KERNEL_LEDGER_IN_USE, KERNEL_LEDGER_MISMATCH */
  start(handlers: readonly EventHandler[]): Promise<void>
}

interface Parts {
  readonly options: EmbeddedLedgerOptions
  readonly contracts: ContractSet
  readonly relayer: Relayer
  readonly leader: Leader
  readonly waiters: Waiters
}

interface Running {
  readonly genesis: Genesis
  readonly chain: Chain
  readonly sequencer: Sequencer
}

/** The ledger of one machine: an EVM in this process whose blocks live in PostgreSQL. */
export function createEmbeddedLedger(options: EmbeddedLedgerOptions): EmbeddedLedger {
  const contracts = createContractSet(options.plan)
  const relayer = openRelayer(options.relayerKey, options.chainId)
  const leader = createLeader(options.address, 'ledger')
  const parts: Parts = { options, contracts, relayer, leader, waiters: createWaiters() }
  const room = createRoomCheck(options)
  let running: Running | undefined
  const get = (): Running => {
    if (running === undefined) throw kernelErrors.KERNEL_LEDGER_UNAVAILABLE()
    return running
  }
  const ledger: EmbeddedLedger = {
    chainId: options.chainId,
    address: (name) => get().genesis.contracts[name],
    simulate: async (call) => void (await callNow(parts, get(), call)),
    read: async <T>(call: ContractCall) => contracts.decode(call, await callNow(parts, get(), call)) as T,
    async enqueue(queries, call, { commandId, urgent = false }) {
      const { sequencer, chain } = get()
      if (!urgent) room.require(chain.transactions())
      const due = urgent ? 0 : nextRelease(options.clock.now(), options.relay_delay_ms)
      const { contract } = call
      await queries.query(insertCall({ commandId, contract, data: contracts.encode(call), urgent, due }))
      parts.waiters.expect(commandId)
      sequencer.notice()
    },
    async settled(commandId) {
      get().sequencer.nudge()
      return settlementOf(contracts, await untilSettled(parts, commandId))
    },
    inspect: async (reading) => get().chain.inspect(reading),
    head: () => headOf(get()),
    isWell: () => running?.sequencer.isWell() ?? false,
    use: () => room.useAt(get().chain.transactions()),
    countWaiting: () => countWaiting(options.database),
    claim: () => claim(leader),
    async start(handlers) {
      running = await run(parts, handlers)
      room.notice(running.chain.transactions())
      await putAuthorityInPlace(parts, ledger)
    },
    async stop() {
      const stopped = running
      running = undefined
      await stopped?.sequencer.stop()
      await leader.release()
    },
  }
  return ledger
}

function headOf({ chain }: Running): { number: number; time: number } {
  const { number, time } = chain.head()
  return { number, time: time * 1000 }
}

async function claim(leader: Leader): Promise<void> {
  if (!(await leader.waitFor())) throw kernelErrors.KERNEL_LEDGER_IN_USE()
}

async function run(
  { options, contracts, relayer, leader, waiters }: Parts,
  handlers: readonly EventHandler[],
): Promise<Running> {
  await claim(leader)
  try {
    const index = (genesis: Genesis) =>
      createEventIndexer(
        handlers,
        options.plan.contracts.map(({ name, abi }) => ({ name, abi, address: genesis.contracts[name] })),
      )
    const { chain, genesis } = await openChain({ ...options, contracts, relayer, index })
    const sequencer = startSequencer({
      chain,
      contracts,
      relayer,
      leader,
      index: index(genesis),
      database: options.database,
      log: options.log,
      block_ms: options.block_ms,
      address: (name) => genesis.contracts[name],
      now: () => options.clock.now(),
      onSettled: waiters.settle,
    })
    return { genesis, chain, sequencer }
  } catch (fault) {
    await leader.release()
    throw fault
  }
}

async function callNow({ contracts, relayer }: Parts, { chain, genesis }: Running, call: ContractCall): Promise<Hex> {
  const to = genesis.contracts[call.contract]
  const answer = await chain.call({ from: relayer.address, to, data: contracts.encode(call) })
  if ('reverted' in answer) throw contracts.errorOf(call.contract, answer.reverted)
  return answer.returned
}

/** The next moment of the cadence at which people's calls are released together; without a cadence at once. */
function nextRelease(now: number, cadence_ms: number): number {
  return cadence_ms === 0 ? 0 : Math.ceil((now + 1) / cadence_ms) * cadence_ms
}

async function untilSettled({ options, waiters }: Parts, commandId: string): Promise<Outcome> {
  const known = waiters.recent(commandId)
  if (known !== undefined) return known
  if (!waiters.isExpected(commandId)) {
    const stored = await storedOutcome(options.database, commandId)
    if (stored !== undefined) return stored
  }
  for (const until = performance.now() + settling_ms_max; performance.now() < until; ) {
    const news = (await waiters.wait(commandId, look_ms)) ?? (await storedOutcome(options.database, commandId))
    if (news !== undefined) return news
  }
  throw kernelErrors.KERNEL_LEDGER_UNAVAILABLE()
}

async function storedOutcome(database: Database, commandId: string): Promise<Outcome | undefined> {
  const stored = await readOutcome(database, commandId)
  if (stored === 'unknown') throw kernelErrors.KERNEL_LEDGER_UNKNOWN_COMMAND()
  return stored === 'waiting' ? undefined : stored
}

function settlementOf(contracts: ContractSet, { contract, reverted, ...settlement }: Outcome): Settlement {
  if (reverted !== undefined) throw contracts.errorOf(contract, reverted)
  return settlement
}

/** Once: the relayer, administrator since genesis, makes the authority and gives its own power up. */
async function putAuthorityInPlace({ options, relayer }: Parts, ledger: EmbeddedLedger): Promise<void> {
  const { authority, database, log, plan } = options
  if (authority === undefined || (await ledger.read<boolean>(plan.isAuthority(authority)))) return
  const calls = plan.handOver({ authority, relayer: relayer.address, address: ledger.address })
  const ids = calls.map((_, i) => `kernel.hand-over.${authority.toLowerCase()}.${i}`)
  await database.transaction(async (queries) => {
    for (const [i, call] of calls.entries())
      await ledger.enqueue(queries, call, { commandId: ids[i] ?? '', urgent: true })
  })
  try {
    await Promise.all(ids.map((id) => ledger.settled(id)))
  } catch (fault) {
    if (!isRefusal(fault)) throw fault
    log.warn('the ledger has another administrator already; it has to accredit the authority')
  }
}

/** True when a contract said no, as against a ledger that could not be asked. */
function isRefusal(fault: unknown): boolean {
  return fault instanceof SymbolonError && fault.row.retry !== 'later'
}
