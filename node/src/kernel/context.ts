import type { Clock } from '@symbolon/protocol/kernel'
import type { Config } from './config/config.ts'
import type { Database } from './database/database.ts'
import type { Ledger } from './ledger/ledger.ts'
import type { Leader, LeaderRole } from './lifecycle/leader.ts'
import type { Logger } from './lifecycle/logger.ts'

/** What every slice is made with. */
export interface NodeContext {
  readonly config: Config
  readonly clock: Clock
  /** Cryptographically strong random bytes. */
  random(size: number): Uint8Array<ArrayBuffer>
  readonly database: Database
  readonly ledger: Ledger
  readonly log: Logger
  /** A candidate for a role that one node of a database has at a time. */
  candidateFor(role: LeaderRole): Leader
}
