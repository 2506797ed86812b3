import { type Hex, kernelErrors } from '@symbolon/protocol/kernel'
import type { Queries } from '../database/database.ts'
import { readBlocks, type StoredBlock } from './block-store.ts'
import type { CallAnswer, Evm, EvmBlock, EvmCall, EvmLog } from './evm.ts'
import type { Address, LedgerReading, ReadingAnswer } from './ledger.ts'
import { createMutex } from './mutex.ts'

/** A block that the EVM has executed and nobody has stored yet. */
export interface ExecutedBlock extends StoredBlock {
  readonly logs: readonly EvmLog[]
  readonly hashes: readonly Hex[]
  /** Answers of the transactions that reverted, by transaction. */
  readonly reverts: ReadonlyMap<Hex, Hex>
}

export interface BlockHead {
  readonly number: number
  /** Seconds since 1970. */
  readonly time: number
}

/** Where a block is being made: memory holds everything that is stored, and nobody else changes it meanwhile. */
export interface BlockPlace {
  /** Next nonce of the relayer. */
  readonly nonce: number
  /** What the call would answer as the first transaction of the block. */
  call(call: Omit<EvmCall, 'time'>): Promise<CallAnswer>
}

export interface BlockOrder {
  /** Signs the transactions of the block; without any there is no block. */
  fill(place: BlockPlace): Promise<readonly Hex[]>
  /** Seconds since 1970; the block is given the time of the one under it when that is later. */
  readonly time: number
  /** Stores the block in one database transaction. When it fails, the EVM goes back to what is stored. */
  store(block: ExecutedBlock): Promise<void>
}

/** The EVM in memory and the blocks in the database, kept equal: memory is never ahead of what is stored. */
export interface Chain {
  head(): BlockHead
  /** Transactions in all blocks. */
  transactions(): number
  /** Replays what is stored beyond memory. @throws KERNEL_LEDGER_MISMATCH */
  catchUp(): Promise<void>
  append(order: BlockOrder): Promise<ExecutedBlock | undefined>
  call(call: Omit<EvmCall, 'time'>): Promise<CallAnswer>
  /** Answers while no block is being made, so that nothing shows that is not stored. */
  inspect(reading: LedgerReading): Promise<ReadingAnswer>
}

interface ChainOptions {
  readonly evm: Evm
  readonly queries: Queries
  readonly relayer: Address
  /** Seconds since 1970. */
  readonly genesisTime: number
  /** Seconds since 1970, now. */
  now(): number
}

/** A snapshot costs memory for as long as the process lives, so many blocks share one and are replayed after a failure. */
const snapshotBlocks = 256

interface Place extends BlockHead {
  /** Transactions up to here. */
  readonly transactions: number
}

interface Snapshot {
  readonly id: Hex
  readonly place: Place
}

export async function createChain(options: ChainOptions): Promise<Chain> {
  const place: Place = { number: 0, time: options.genesisTime, transactions: 0 }
  const state = new ChainState(options, { id: await options.evm.snapshot(), place })
  const exclusively = createMutex()
  return {
    head: () => state.stored,
    transactions: () => state.stored.transactions,
    catchUp: () => exclusively(() => state.catchUp()),
    append: (order) => exclusively(() => state.append(order)),
    call: (wanted) => exclusively(() => state.call(wanted)),
    inspect: (reading) => exclusively(() => state.inspect(reading)),
  }
}

/** Used by one caller at a time. */
class ChainState {
  readonly #options: ChainOptions
  #snapshot: Snapshot
  /** Where the EVM stands. */
  #place: Place
  /** The newest block that is known to be stored; the EVM may be behind it, never ahead. */
  stored: Place
  #isBehind = true

  constructor(options: ChainOptions, snapshot: Snapshot) {
    this.#options = options
    this.#snapshot = snapshot
    this.#place = snapshot.place
    this.stored = snapshot.place
  }

  async catchUp(): Promise<void> {
    const { evm, queries } = this.#options
    while (this.#isBehind) {
      const blocks = await readBlocks(queries, this.#place.number)
      for (const block of blocks) {
        await replay(evm, block, this.#place)
        await this.#advance(block)
      }
      this.#isBehind = blocks.length > 0
    }
  }

  async append(order: BlockOrder): Promise<ExecutedBlock | undefined> {
    const { evm, relayer } = this.#options
    await this.catchUp()
    const time = Math.max(order.time, this.#place.time)
    const nonce = await evm.nonceOf(relayer)
    const signed = await order.fill({ nonce, call: (wanted) => evm.call({ ...wanted, time }) })
    if (signed.length === 0) return undefined
    try {
      const block = await execute(evm, signed, time)
      await order.store(block)
      await this.#advance(block)
      return block
    } catch (fault) {
      await this.#goBack()
      throw fault
    }
  }

  async call(wanted: Omit<EvmCall, 'time'>): Promise<CallAnswer> {
    await this.catchUp()
    return this.#options.evm.call({ ...wanted, time: Math.max(this.#options.now(), this.#place.time) })
  }

  async inspect(reading: LedgerReading): Promise<ReadingAnswer> {
    await this.catchUp()
    return this.#options.evm.inspect(reading)
  }

  async #advance({ number, time, transactions }: StoredBlock): Promise<void> {
    this.#place = { number, time, transactions: this.#place.transactions + transactions.length }
    if (number > this.stored.number) this.stored = this.#place
    if (number >= this.#snapshot.place.number + snapshotBlocks) await this.#keep()
  }

  async #goBack(): Promise<void> {
    this.#isBehind = true
    await this.#options.evm.restore(this.#snapshot.id)
    this.#place = this.#snapshot.place
    await this.#keep()
  }

  async #keep(): Promise<void> {
    this.#snapshot = { id: await this.#options.evm.snapshot(), place: this.#place }
  }
}

async function execute(evm: Evm, transactions: readonly Hex[], time: number): Promise<ExecutedBlock> {
  const mined = await evm.mine({ transactions, time })
  const logs = await evm.logsOf(mined)
  const { number, hash, receiptsRoot } = mined
  return {
    number,
    time,
    hash,
    receiptsRoot,
    transactions,
    logs,
    hashes: mined.transactions,
    reverts: await revertsOf(evm, mined, logs),
  }
}

/** Only a transaction without an event can have reverted. */
async function revertsOf(evm: Evm, block: EvmBlock, logs: readonly EvmLog[]): Promise<Map<Hex, Hex>> {
  const reverts = new Map<Hex, Hex>()
  const withEvents = new Set(logs.map((log) => log.transactionHash))
  for (const hash of block.transactions) {
    const reverted = withEvents.has(hash) ? undefined : await evm.revertOf(hash)
    if (reverted !== undefined) reverts.set(hash, reverted)
  }
  return reverts
}

async function replay(evm: Evm, stored: StoredBlock, under: BlockHead): Promise<void> {
  const mismatch = kernelErrors.KERNEL_LEDGER_MISMATCH
  if (stored.number !== under.number + 1 || stored.time < under.time) throw mismatch({ block: stored.number })
  const mined = await mineStored(evm, stored)
  if (mined.receiptsRoot !== stored.receiptsRoot || mined.hash !== stored.hash) throw mismatch({ block: stored.number })
}

async function mineStored(evm: Evm, stored: StoredBlock): Promise<EvmBlock> {
  try {
    return await evm.mine(stored)
  } catch (fault) {
    throw kernelErrors.KERNEL_LEDGER_MISMATCH({ block: stored.number }, { cause: fault })
  }
}
