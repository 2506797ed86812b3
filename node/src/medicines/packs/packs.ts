import type { App, Job, NodeContext } from '../../kernel/index.ts'
import type { VouchedKey } from '../../log/index.ts'
import type { EventCapture, JourneyTracer } from '../ports.ts'
import type { ReadPublicPack } from '../public-page/public-pack.ts'
import { alertRoutes } from './alert-routes.ts'
import { AnswerSigner } from './answer-signer.ts'
import { ChangeFollower } from './follow-changes.ts'
import { markRoutes } from './mark-routes.ts'
import { NameBook } from './name-book.ts'
import { openReadSecret } from './node-secret.ts'
import { PackIndex } from './pack-index.ts'
import type { PacksDoor } from './packs-door.ts'
import { ABANDONED_EVERY_MS, NAMES_EVERY_MS, STATUS_AGE_S_MAX, WATCH_EVERY_MS } from './packs-limits.ts'
import { publicPackReader } from './public-pack-reader.ts'
import { queueRoutes } from './queue-routes.ts'
import { ReadQueue } from './read-queue.ts'
import { noteRefusal } from './refusal-alerts.ts'
import { ScannerMemory } from './scanner-memory.ts'
import { settleAbandonedActs } from './settle-act.ts'
import { statusFileRoutes } from './status-file-routes.ts'
import { traceEventRoutes } from './trace-event-routes.ts'
import { traceRoutes } from './trace-routes.ts'
import { verificationRoutes } from './verification-routes.ts'
import { watchReads } from './watch-reads.ts'

/** What packs are lent by other slices. */
export interface PacksPorts {
  /** A key for one purpose of this node, for which its log vouches. */
  vouchedKey(purpose: string): VouchedKey
  readonly events: JourneyTracer & Pick<EventCapture, 'isNamedParty'>
}

/** Single packs: verified from memory, marked, watched. */
export interface Packs {
  readonly door: PacksDoor
  readonly jobs: readonly Job[]
  routes(app: App): void
  /** Begins to load; answers before everything is there, and until then nothing is known of any pack. */
  start(): Promise<void>
  stop(): Promise<void>
  /** What anybody may be told of a pack, for its page. */
  readonly readPublicPack: ReadPublicPack
  /** For `/readyz`: how old the status is, and readings that were not kept. */
  health(): { readonly packs_status_age_s: number | null; readonly packs_reads_lost: number }
}

/** The purpose for which the log vouches for the key. */
const keyPurpose = 'pack-status'

/** Everything of single packs, on the tables of this slice. */
export function createPacks(context: NodeContext, ports: PacksPorts): Packs {
  const { clock, log } = context
  let secret: Uint8Array | undefined
  const readSecret = () => {
    if (secret === undefined) throw new Error('packs have not started')
    return secret
  }
  const door = openDoor(context, ports, readSecret)
  const { follower, names, reads, index } = door
  const readNames = () => names.read().catch((fault) => log.warn({ err: fault }, 'names and roles stay as they were'))
  let timer: NodeJS.Timeout | undefined
  return {
    door,
    readPublicPack: publicPackReader(door),
    jobs: [
      { name: 'medicines-pending-acts', every_ms: ABANDONED_EVERY_MS, run: () => settleAbandonedActs(door) },
      { name: 'medicines-watch', every_ms: WATCH_EVERY_MS, run: () => watchReads(door) },
    ],
    routes: (app) => packRoutes(app, door),
    async start() {
      secret = await openReadSecret(context)
      await readNames()
      timer = setInterval(() => void readNames(), NAMES_EVERY_MS).unref()
      follower.start()
      reads.start()
    },
    async stop() {
      clearInterval(timer)
      await follower.stop()
      await reads.stop()
    },
    health() {
      const { asOf } = index
      const packs_status_age_s = asOf === undefined ? null : Math.floor((clock.now() - asOf) / 1000)
      return { packs_status_age_s, packs_reads_lost: reads.lost }
    },
  }
}

function openDoor(context: NodeContext, ports: PacksPorts, secret: () => Uint8Array): PacksDoor {
  const { config, database, clock, log } = context
  const index = new PackIndex()
  const reads = new ReadQueue({ database, clock, log, secret, events: ports.events })
  let vouched: VouchedKey | undefined
  const vouchedKey = () => {
    vouched ??= ports.vouchedKey(keyPurpose)
    return vouched
  }
  return {
    context,
    index,
    names: new NameBook(context),
    follower: new ChangeFollower(context, index),
    signer: new AnswerSigner({ key: () => vouchedKey().key, clock }),
    reads,
    scanners: new ScannerMemory(),
    secret,
    vouchedKey,
    journeys: ports.events,
    age_ms_max: (config.status_age_s ?? STATUS_AGE_S_MAX) * 1000,
    noteRefusal: (place, act) => noteRefusal(reads, { place, act, now: clock.now() }),
  }
}

function packRoutes(app: App, door: PacksDoor): void {
  verificationRoutes(app, door)
  markRoutes(app, door)
  queueRoutes(app, door)
  alertRoutes(app, door)
  traceRoutes(app, door)
  traceEventRoutes(app, door)
  statusFileRoutes(app, door)
}
