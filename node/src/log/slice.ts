import type { NodeContext, Slice } from '../kernel/index.ts'
import { LogWriter } from './log-writer.ts'
import { createAnchorFinder } from './newest-anchor.ts'
import { OpeningSealer } from './opening-sealer.ts'
import type { EntrySource, SealToReaders } from './ports.ts'
import { proofStates } from './proof-states.ts'
import { proveEntry } from './prove-entry.ts'
import { sweepAll, sweepRecent } from './sweep.ts'
import type { EntryToLog, IntegratedEntry, TransparencyLog } from './transparency-log.ts'
import { verificationPageRoute } from './verification-page.ts'

export interface LogParts {
  readonly source: EntrySource
  readonly sealToReaders: SealToReaders
}

export interface LogSlice extends Slice {
  readonly transparency: TransparencyLog
  /** Brings everything committed into the tree, as the jobs do from time to time. */
  sweep(): Promise<void>
}

/** The transparency log: entries in, in order, for ever; openings beside it, until they are destroyed. */
export function createLogSlice(context: NodeContext, { source, sealToReaders }: LogParts): LogSlice {
  const { database, clock, random } = context
  const sealer = new OpeningSealer({ database, sealToReaders, random, now: () => clock.now() })
  const writer = new LogWriter({ database, source, sealer, random, turn: context.candidateFor('log') })
  const parts = { database, clock, source, writer }
  const proving = { queries: database, newestAnchorOver: createAnchorFinder() }
  return {
    name: 'log',
    handlers: [],
    routes: verificationPageRoute,
    jobs: [
      { name: 'log-sweep-recent', every_ms: 1_000, run: () => sweepRecent(parts) },
      { name: 'log-sweep-all', every_ms: 600_000, run: () => sweepAll(parts) },
    ],
    start: () => writer.start(),
    async stop() {
      await writer.stop()
      sealer.forgetAll()
    },
    transparency: {
      async integrate<Name extends string>(entries: readonly EntryToLog<Name>[]) {
        await writer.enter(entries)
        return entries.map(({ name }) => ({ name }) as IntegratedEntry<Name>)
      },
      prove: (name) => proveEntry(proving, name),
      proofStates: (names) => proofStates(database, names),
    },
    sweep: () => sweepAll(parts),
  }
}
