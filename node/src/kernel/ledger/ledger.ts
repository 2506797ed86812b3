import type { Hex } from '@symbolon/protocol/kernel'
import type { Queries } from '../database/database.ts'

export type Address = Hex
export const contractNames = [
  'AccessManager',
  'Parties',
  'Records',
  'Consents',
  'Checkpoints',
  'Prefixes',
  'Packs',
] as const
export type ContractName = (typeof contractNames)[number]

export interface ContractCall {
  readonly contract: ContractName
  readonly functionName: string
  readonly args: readonly unknown[]
}

export interface EnqueueOptions {
  /** The caller's id of this effect. The first call under an id counts, every later one changes nothing. */
  readonly commandId: string
  /**
   * Exempt from the cadence that mixes and delays people's transactions: revocations, emergencies. It overtakes what
   * waits for the cadence, so what it builds on has to be settled before.
   */
  readonly urgent?: boolean
}

/** Where an effect stands on the ledger. */
export interface Settlement {
  readonly block: number
  /** Milliseconds since 1970, whole seconds. */
  readonly time: number
  readonly transaction: Hex
}

/** How much of the ledger is used up. */
export interface LedgerUse {
  readonly transactions: number
  /** More are refused, unless they are urgent. */
  readonly transactions_max: number
  /** True from 80 % on. */
  readonly nearly_full: boolean
}

/** Questions that change nothing, by their names in the Ethereum JSON-RPC. The ledger is asked no others from outside. */
export type ReadingMethod =
  | 'eth_getBlockByNumber'
  | 'eth_getBlockByHash'
  | 'eth_getTransactionByHash'
  | 'eth_getTransactionReceipt'
  | 'eth_getLogs'
  | 'eth_call'
  | 'eth_getCode'
  | 'eth_getBalance'
  | 'eth_getTransactionCount'
  | 'eth_getStorageAt'

export interface LedgerReading {
  readonly method: ReadingMethod
  readonly params: readonly unknown[]
}

/** The answer as the Ethereum JSON-RPC writes it, what a contract said no with, or that the question makes no sense. */
export type ReadingAnswer = { readonly value: unknown } | { readonly reverted: Hex } | { readonly refused: true }

/**
 * The chain as the slices see it, whichever form it has: an embedded EVM, or any network behind JSON-RPC. Effects go
 * through the outbox; what a person sees comes from the tables that the event handlers write.
 */
export interface Ledger {
  readonly chainId: number
  address(name: ContractName): Address
  /** Passes when the call would succeed on the newest block. @throws the slice's error of the Solidity error, or KERNEL_LEDGER_REVERTED */
  simulate(call: ContractCall): Promise<void>
  /** Writes the effect into the outbox inside the caller's database transaction; it exists iff that commits. @throws KERNEL_LEDGER_FULL */
  enqueue(queries: Queries, call: ContractCall, options: EnqueueOptions): Promise<void>
  /** Resolves when the block that holds the effect is committed, together with the rows of its events. @throws the mapped error when it reverted, KERNEL_LEDGER_UNKNOWN_COMMAND */
  settled(commandId: string): Promise<Settlement>
  /** The answer of a view function on the newest committed block. @throws as simulate */
  read<T>(call: ContractCall): Promise<T>
  /** Answers from committed blocks alone, between two blocks that are being made. */
  inspect(reading: LedgerReading): Promise<ReadingAnswer>
  /** The newest committed block; time in milliseconds since 1970. */
  head(): { readonly number: number; readonly time: number }
  /** False while effects are accepted but cannot be recorded. */
  isWell(): boolean
  use(): LedgerUse
  /** Effects that were accepted and stand in no block yet. */
  countWaiting(): Promise<number>
  stop(): Promise<void>
}
