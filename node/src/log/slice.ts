import type { Database, NodeContext, Slice } from '../kernel/index.ts'
import { anchorSource } from './anchor-entries.ts'
import { anchorHandlers } from './anchor-rows.ts'
import { findEntries } from './entries.ts'
import type { VouchedKey } from './log-identity.ts'
import { logRoutes } from './log-routes.ts'
import { readLogHealth } from './log-status.ts'
import { LogWriter } from './log-writer.ts'
import { createAnchorFinder } from './newest-anchor.ts'
import { OpeningSealer } from './opening-sealer.ts'
import type { EntrySource, SealToReaders } from './ports.ts'
import { proofStates } from './proof-states.ts'
import { proveEntry } from './prove-entry.ts'
import { logJobs, type RunningLog, readPolicy, runLog } from './running-log.ts'
import { statusRoute } from './status-route.ts'
import { sweepAll, sweepRecent } from './sweep.ts'
import type { EntryToLog, EntryToWrite, IntegratedEntry, TransparencyLog } from './transparency-log.ts'
import { verificationPageRoute } from './verification-page.ts'

export interface LogParts {
  readonly sources: readonly EntrySource[]
  readonly sealToReaders: SealToReaders
}

export interface LogSlice extends Slice {
  readonly transparency: TransparencyLog
  /** Brings everything committed into the tree, as the jobs do from time to time. */
  sweep(): Promise<void>
  /** A key for one purpose of this node, for which its log vouches; there once the slice has started. */
  vouchedKey(purpose: string): VouchedKey
}

/** The transparency log: entries in, in order, for ever; openings beside it, until they are destroyed. */
export function createLogSlice(context: NodeContext, { sealToReaders, ...given }: LogParts): LogSlice {
  const { config, database, clock, random, ledger } = context
  const anchors = anchorSource(ledger)
  const sources = [...given.sources, anchors]
  const sealer = new OpeningSealer({ database, sealToReaders, random, now: () => clock.now() })
  const writer = new LogWriter({ database, sources, sealer, random, turn: context.candidateFor('log') })
  const parts = { database, clock, sources, writer }
  const policy = readPolicy(config)
  let started: RunningLog | undefined
  const running = (): RunningLog => {
    if (started === undefined) throw new Error('the log has not started')
    return started
  }
  const identity = () => running().identity
  const newestAnchorOver = createAnchorFinder({ database, ledger, identity })
  return {
    name: 'log',
    handlers: anchorHandlers,
    routes(app) {
      const epoch_s = config.log_epoch_s
      verificationPageRoute(app)
      logRoutes(app, { database, epoch_s, identity })
      statusRoute(app, { database, ledger, epoch_s, policy, identity, second: () => running().second?.network })
    },
    jobs: [
      { name: 'log-sweep-recent', every_ms: 1_000, run: () => sweepRecent(parts) },
      { name: 'log-sweep-all', every_ms: 600_000, run: () => sweepAll(parts) },
      ...logJobs(context, { policy, running }),
    ],
    async start() {
      await writer.start()
      started = await runLog(context, writer)
    },
    async stop() {
      await writer.stop()
      sealer.forgetAll()
    },
    health: () => readLogHealth(database, policy),
    transparency: transparencyOf({ database, writer, anchors, newestAnchorOver }),
    sweep: () => sweepAll(parts),
    vouchedKey: (purpose) => identity().vouchedKey(purpose),
  }
}

interface TransparencyParts {
  readonly database: Database
  readonly writer: LogWriter
  /** Entries that anybody may see. */
  readonly anchors: EntrySource
  readonly newestAnchorOver: ReturnType<typeof createAnchorFinder>
}

function transparencyOf({ database, writer, anchors, newestAnchorOver }: TransparencyParts): TransparencyLog {
  return {
    async integrate<Name extends string>(entries: readonly EntryToLog<Name>[]) {
      await writer.enter(entries)
      return entries.map(({ name }) => ({ name }) as IntegratedEntry<Name>)
    },
    async write<Name extends string>(source: string, entries: readonly EntryToWrite<Name>[]) {
      const written = await writer.write(source, entries)
      return entries.map(({ name }) => (written.has(name) ? ({ name } as IntegratedEntry<Name>) : undefined))
    },
    prove: (name) => proveEntry({ queries: database, newestAnchorOver }, name),
    readPublic: async (name) => (await findEntries(database, [anchors], [name]))[0]?.body,
    proofStates: (names) => proofStates(database, names),
  }
}
