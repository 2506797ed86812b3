import type { Id } from '@symbolon/protocol/kernel'
import type { NodeContext, Slice } from '../kernel/index.ts'
import type { TransparencyLog } from '../log/index.ts'
import { forgetJobs } from './capture-jobs.ts'
import { Contexts } from './contexts.ts'
import { epcisRoutes } from './epcis/epcis-routes.ts'
import { eventProofRoutes } from './event-proof-routes.ts'
import { identifierRoutes } from './identifier-routes.ts'
import { journeyRoutes } from './journey-routes.ts'
import { isNamedParty, type NamedParty } from './named-party.ts'
import type { IdentifierVoucher, WebhookSender } from './ports.ts'
import { Reporter } from './reporter.ts'
import { closeBatches } from './store-events.ts'
import { glnOf, type ToldBySlice, tellEvents } from './tell-events.ts'
import { type JourneyEntry, type JourneyTracing, traceJourney } from './trace-journey.ts'

export interface CustodyPorts {
  readonly log: TransparencyLog
  readonly vouch: IdentifierVoucher
  readonly webhooks: WebhookSender
}

export interface CustodySlice extends Slice {
  /** Resolves when no report is on its way. */
  settle(): Promise<void>
  /** What parties have done in higher slices, as events of theirs. */
  tell(told: ToldBySlice): Promise<void>
  /** A GLN of the party's. */
  glnOf(party: Id<'party'>): Promise<string | undefined>
  /** Events of a thing with what proves each. */
  trace(tracing: JourneyTracing): Promise<JourneyEntry[]>
  /** Whether events of some parties name another with a thing. */
  isNamedParty(named: NamedParty): Promise<boolean>
}

/** Custody: EPCIS events, in and out; where things are and were. */
export function createCustodySlice(context: NodeContext, ports: CustodyPorts): CustodySlice {
  const { database, clock, random } = context
  const ending = new AbortController()
  const capturing = { database, clock, random, log: ports.log, contexts: new Contexts(database) }
  const door = { context, capturing, ending: ending.signal, ...ports }
  const reporter = new Reporter({ ...context, webhooks: ports.webhooks })
  return {
    name: 'custody',
    handlers: [],
    async routes(app) {
      // Streams have no end of their own.
      app.addHook('preClose', async () => ending.abort())
      await epcisRoutes(app, door)
      identifierRoutes(app, door)
      eventProofRoutes(app, door)
      journeyRoutes(app, door)
    },
    jobs: [
      { name: 'custody-report', every_ms: 1_000, run: () => reporter.look() },
      {
        name: 'custody-close-batches',
        every_ms: 60_000,
        run: async () => void (await database.query(closeBatches(clock.now()))),
      },
      {
        name: 'custody-forget',
        every_ms: 3_600_000,
        run: async () => void (await database.query(forgetJobs(clock.now()))),
      },
    ],
    stop: () => reporter.stop(),
    settle: () => reporter.settle(),
    tell: (told) => tellEvents(capturing, told),
    glnOf: (party) => glnOf(context, party),
    trace: (tracing) => traceJourney(door, tracing),
    isNamedParty: (named) => isNamedParty(context, named),
  }
}
