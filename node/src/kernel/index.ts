export { type Config, type ConfigSource, type LogLevel, readConfig } from './config/config.ts'
export type { NodeContext } from './context.ts'
export type { Database, Fence, Queries, Statement, TransactionOptions } from './database/database.ts'
export { type DatabaseAddress, openDatabase } from './database/pg-database.ts'
export {
  type AppParts,
  bearerOf,
  CLOSING_MS_MAX,
  countEach,
  createApp,
  createIdempotencyStore,
  type ErrorPresenter,
  type ErrorRows,
  IDEMPOTENCY_KEPT_MS,
  type Idempotency,
  issuesOf,
  languageOf,
  limitResolutions,
  listen,
  originOf,
  type Principal,
  type Problem,
  pageQuery,
  pageSchema,
  presentPage,
  presentProblem,
  problemMediaType,
  problemSchema,
  type RequestCeilings,
  type RequestIssue,
  readCursor,
  requestCeilings,
  revocationRate,
  SEALED_BODY_BYTES_MAX,
  type SessionReader,
  signInRate,
  useErrorPresenter,
  writeCursor,
} from './http/index.ts'
export type { BundlePlan, ContractPlan, ErrorBuilder, GenesisPlace, LedgerPlan } from './ledger/contract-set.ts'
export { createEmbeddedLedger, type EmbeddedLedger } from './ledger/embedded-ledger.ts'
export { createEventIndexer } from './ledger/event-decoder.ts'
export type { EvmLog } from './ledger/evm.ts'
export {
  type Address,
  type ContractCall,
  type ContractName,
  contractNames,
  type EnqueueOptions,
  type Ledger,
  type LedgerUse,
  type Settlement,
} from './ledger/ledger.ts'
export { EMBEDDED_TRANSACTIONS_MAX } from './ledger/room-check.ts'
export { createSpaceCheck, type SpaceCheck } from './lifecycle/disk-space.ts'
export { isFault } from './lifecycle/faults.ts'
export { damaged, readKeyFile, syncFolder } from './lifecycle/key-file.ts'
export { createLeader, type Leader } from './lifecycle/leader.ts'
export { createLogger, type Logger } from './lifecycle/logger.ts'
export { migrate } from './migrations/migrate.ts'
export { migrationFolders } from './migrations/migration-files.ts'
export { type PostgresServer, startPostgres } from './postgres/server.ts'
export type { App, EventHandler, Job, LedgerEvent, Slice } from './slice.ts'
export { software } from './software.ts'
