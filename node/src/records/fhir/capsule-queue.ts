import type { Id } from '@symbolon/protocol/kernel'
import type { Logger } from '../../kernel/index.ts'
import type { HostedReader } from './open-capsules.ts'

/** A grant that opens, and whose capsule has not been opened here yet. */
export interface UnopenedGrant {
  readonly grant: Id<'grant'>
  readonly subject: Id<'party'>
}

/** Capsules that are opened and indexed at the same time; of one patient one at a time. */
export const INDEXED_AT_ONCE_MAX = 2
/** So many fresh grants are waited for longer: a patient gave one, and the hospital looks. */
export const FRESH_GRANTS_MAX = 3
/** How long answers wait for a patient's fresh grants, from when the first of them was noticed. */
export const FRESH_WAIT_MS = 5_000
/** The same where more of them came at once. */
export const MANY_WAIT_MS = 1_000

interface Job {
  readonly reader: HostedReader
  readonly grant: Id<'grant'>
  readonly done: Promise<void>
  readonly settle: () => void
}

/** What one patient gave one institution, in its order. */
interface Lane {
  readonly key: string
  readonly jobs: Job[]
  /** Over when answers stop waiting for this lane. */
  readonly patience: Promise<void>
  is_busy: boolean
}

interface QueueParts {
  /** Opens and indexes one capsule. */
  index(reader: HostedReader, grant: Id<'grant'>): Promise<void>
  readonly log: Logger
  readonly fresh_wait_ms?: number
  readonly many_wait_ms?: number
}

/**
 * Opens what was granted in the background. Patients take turns, so that nobody's grants hold up another's, and an answer
 * waits for a short while only.
 */
export class CapsuleQueue {
  private readonly parts: QueueParts
  private readonly known = new Map<Id<'grant'>, Job>()
  private readonly running = new Set<Promise<void>>()
  /** In the order of their turns. */
  private lanes: Lane[] = []
  private is_stopped = false

  constructor(parts: QueueParts) {
    this.parts = parts
  }

  /** Every one of the grants is waiting for its turn or being opened. */
  private notice(reader: HostedReader, grants: readonly UnopenedGrant[]): void {
    if (this.is_stopped) return
    const wait_ms = this.waitFor(grants.length)
    for (const { grant, subject } of grants) {
      if (this.known.has(grant)) continue
      const job = newJob(reader, grant)
      this.known.set(grant, job)
      this.laneOf(reader, { subject, wait_ms }).jobs.push(job)
    }
    this.startNext()
  }

  /** Resolves when all of the grants are opened, or their patients' time is over; those of a single patient are next. */
  async open(reader: HostedReader, grants: readonly UnopenedGrant[]): Promise<void> {
    this.notice(reader, grants)
    const keys = new Set(grants.map(({ subject }) => keyOf(reader, subject)))
    const awaited = this.lanes.filter(({ key }) => keys.has(key))
    if (keys.size === 1) this.lanes = [...awaited, ...this.lanes.filter(({ key }) => !keys.has(key))]
    const opened = grants.map(async ({ grant }) => this.known.get(grant)?.done)
    await Promise.race([Promise.all(opened), Promise.all(awaited.map(({ patience }) => patience))])
  }

  /** Nothing runs any more. */
  async stop(): Promise<void> {
    this.is_stopped = true
    for (const job of this.lanes.flatMap(({ jobs }) => jobs.splice(0))) this.finish(job)
    await Promise.all(this.running)
  }

  private waitFor(grants: number): number {
    const { fresh_wait_ms = FRESH_WAIT_MS, many_wait_ms = MANY_WAIT_MS } = this.parts
    return grants <= FRESH_GRANTS_MAX ? fresh_wait_ms : many_wait_ms
  }

  private laneOf(reader: HostedReader, { subject, wait_ms }: { subject: string; wait_ms: number }): Lane {
    const key = keyOf(reader, subject)
    const known = this.lanes.find((lane) => lane.key === key)
    if (known !== undefined) return known
    const lane: Lane = { key, jobs: [], patience: sleep(wait_ms), is_busy: false }
    this.lanes.push(lane)
    return lane
  }

  private startNext(): void {
    while (this.running.size < INDEXED_AT_ONCE_MAX) {
      const lane = this.lanes.find(({ is_busy, jobs }) => !is_busy && jobs.length > 0)
      const job = lane?.jobs.shift()
      if (lane === undefined || job === undefined) return
      this.lanes = [...this.lanes.filter((other) => other !== lane), lane]
      const work = this.run(lane, job).finally(() => {
        this.running.delete(work)
        this.startNext()
      })
      this.running.add(work)
    }
  }

  private async run(lane: Lane, job: Job): Promise<void> {
    lane.is_busy = true
    try {
      await this.parts.index(job.reader, job.grant)
    } catch (fault) {
      this.parts.log.warn({ err: fault, grant: job.grant }, 'a capsule was not opened; the next search tries again')
    }
    lane.is_busy = false
    if (lane.jobs.length === 0) this.lanes = this.lanes.filter((other) => other !== lane)
    this.finish(job)
  }

  private finish({ grant, settle }: Job): void {
    this.known.delete(grant)
    settle()
  }
}

function keyOf({ party }: HostedReader, subject: string): string {
  return `${party} ${subject}`
}

function newJob(reader: HostedReader, grant: Id<'grant'>): Job {
  let settle: () => void = () => undefined
  const done = new Promise<void>((resolve) => (settle = resolve))
  return { reader, grant, done, settle }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms).unref())
}
