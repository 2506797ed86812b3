import type { Hex } from '@symbolon/protocol/kernel'
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Statement } from './database/database.ts'
import type { ContractName } from './ledger/ledger.ts'

/** The HTTP server as a slice's routes see it. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>

/** One decoded log of a contract. */
export interface LedgerEvent {
  /** Arguments by name, decoded by viem: addresses checksummed, uint up to 48 bits as number, above as bigint, bytes as hex. */
  readonly args: Readonly<Record<string, unknown>>
  readonly block: number
  /** Time of the block, milliseconds since 1970. */
  readonly time: number
  readonly transaction: Hex
  readonly logIndex: number
}

/**
 * Turns events into rows. Pure. It is given *all neighbouring events of its kind in one block*, oldest first, and
 * answers with as few statements as it can (`insert … select from unnest($1, …)`): they run in the same database
 * transaction as the block. The order of events is kept within a contract, not across contracts. Statements must be
 * safe to run again after a rebuild of the tables from block 0.
 */
export interface EventHandler {
  readonly contract: ContractName
  readonly event: string
  toStatements(events: readonly LedgerEvent[]): Statement[]
}

/** Periodic work. Of all replicas on one database only the elected one runs jobs, each at most once at a time. */
export interface Job {
  readonly name: string
  readonly every_ms: number
  run(): Promise<void>
}

export interface Slice {
  readonly name: string
  readonly handlers: readonly EventHandler[]
  routes(app: App): void | Promise<void>
  readonly jobs?: readonly Job[]
  /** Runs when the tables are there and the ledger stands, lower slices first. */
  start?(): Promise<void>
  stop?(): Promise<void>
  /** What `/readyz` tells of the slice; none of it makes the node less ready. */
  health?(): Promise<Readonly<Record<string, string | number | null>>>
}
