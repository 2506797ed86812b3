import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { randomPool } from '@symbolon/protocol/kernel'
import type { Config } from '../config/config.ts'
import type { NodeContext } from '../context.ts'
import { type DatabaseAddress, openDatabase } from '../database/pg-database.ts'
import { createIdempotencyStore } from '../http/idempotency-store.ts'
import type { LedgerPlan } from '../ledger/contract-set.ts'
import { createEmbeddedLedger, type EmbeddedLedger } from '../ledger/embedded-ledger.ts'
import { migrate } from '../migrations/migrate.ts'
import { migrationFolders } from '../migrations/migration-files.ts'
import type { Slice } from '../slice.ts'
import { type JobRunner, startJobs } from './jobs.ts'
import { createLeader } from './leader.ts'
import { createLogger } from './logger.ts'

export interface KernelParts {
  readonly config: Config
  readonly address: DatabaseAddress
  readonly plan: LedgerPlan
  readonly context?: Partial<NodeContext>
  /** Jobs run when somebody calls them. */
  readonly withoutJobs?: boolean
  requireSpace?(): void
}

/** The ground under the slices: they are made with its context, then it is started with them. */
export interface Kernel {
  readonly context: NodeContext
  readonly ledger: EmbeddedLedger
  /** Every table is there, the ledger is replayed, jobs run. */
  start(slices: readonly Slice[]): Promise<void>
  stop(): Promise<void>
}

export function createKernel({
  config,
  address,
  plan,
  requireSpace,
  context: given,
  withoutJobs = false,
}: KernelParts): Kernel {
  const log = given?.log ?? createLogger(config.log)
  const clock = given?.clock ?? { now: () => Date.now() }
  const random = given?.random ?? randomPool(randomBytes)
  const database = given?.database ?? openDatabase(address)
  const ledger = createEmbeddedLedger({
    database,
    address,
    clock,
    log,
    plan,
    chainId: config.chain_id,
    relayerKey: join(config.data, 'keys', 'relayer.key'),
    block_ms: config.block_ms,
    relay_delay_ms: config.relay_delay_ms,
    ...(config.authority !== undefined && { authority: config.authority }),
    ...(requireSpace !== undefined && { requireSpace }),
  })
  let jobs: JobRunner | undefined
  const started: Slice[] = []
  return {
    context: { config, clock, random, database, ledger, log, candidateFor: (role) => createLeader(address, role) },
    ledger,
    async start(slices) {
      // A second node must not change the tables under the one that writes.
      await ledger.claim()
      await migrate(address, migrationFolders(['kernel', ...slices.map(({ name }) => name)]))
      await ledger.start(slices.flatMap(({ handlers }) => handlers))
      for (const slice of slices) await begin(slice, started)
      const { cleaning } = createIdempotencyStore({ database, clock })
      const all = [cleaning, ...slices.flatMap((slice) => slice.jobs ?? [])]
      if (!withoutJobs) jobs = startJobs({ jobs: all, address, log })
    },
    async stop() {
      await jobs?.stop()
      for (const slice of started.splice(0)) await slice.stop?.()
      await ledger.stop()
      await database.close()
    },
  }
}

/** Whatever it began is ended later, also when it only began. */
async function begin(slice: Slice, started: Slice[]): Promise<void> {
  started.unshift(slice)
  await slice.start?.()
}
