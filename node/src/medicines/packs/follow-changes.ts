import { setImmediate as othersTurn } from 'node:timers/promises'
import type { NodeContext } from '../../kernel/index.ts'
import { takeDeliveries } from './deliveries.ts'
import { loadBatch, nextRecorded, readHoldings } from './load-batch.ts'
import type { PackIndex } from './pack-index.ts'
import { CHANGES_AT_ONCE_MAX, FOLLOW_EVERY_MS, HOLD_MS_MAX } from './packs-limits.ts'
import { type Change, markOf, newestChange, readChanges, readMarks, readStandings } from './read-changes.ts'

type FollowerContext = Pick<NodeContext, 'database' | 'clock' | 'ledger' | 'random' | 'log'>

const batches_at_once = 100

/**
 * Keeps the index as the ledger's tables are: loads it, then takes every change in, in the order in which they happened.
 * Each time that nothing is left to take in and the ledger is well, the index was true a moment ago.
 */
export class ChangeFollower {
  readonly #context: FollowerContext
  readonly #index: PackIndex
  /** The change up to which every batch in the index is told. */
  #last: number | undefined
  #isLoaded = false
  #isFailing = false
  #timer: NodeJS.Timeout | undefined
  #turn: Promise<void> | undefined

  constructor(context: FollowerContext, index: PackIndex) {
    this.#context = context
    this.#index = index
  }

  /** Begins to load and to follow; answers at once. Until everything is there the index says that it knows no status. */
  start(): void {
    void this.follow()
    this.#timer = setInterval(() => void this.follow(), FOLLOW_EVERY_MS).unref()
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#turn
  }

  /** Resolves when what had happened when the turn began is in the index, or cannot be had now. */
  follow(): Promise<void> {
    this.#turn ??= this.#takeTurn()
    return this.#turn
  }

  /** Resolves when what has happened until now is in the index, or cannot be had now. */
  async followUpToNow(): Promise<void> {
    await this.#turn
    await this.follow()
  }

  /** What fails is told once until it works again: the status ages, and that is what callers see. */
  async #takeTurn(): Promise<void> {
    try {
      if (!this.#isLoaded) await this.#load()
      await this.#catchUp()
      this.#isFailing = false
    } catch (fault) {
      const { log } = this.#context
      if (!this.#isFailing) log.error({ err: fault }, 'the packs in memory could not be brought up to date')
      this.#isFailing = true
    } finally {
      this.#turn = undefined
    }
  }

  /** Every batch as it was at one change; when it was interrupted it goes on with the batches that are missing. */
  async #load(): Promise<void> {
    const { database } = this.#context
    this.#last ??= await newestChange(database)
    await this.#takeStandings()
    let after = ''
    for (;;) {
      const ids = await nextRecorded(database, { after, limit: batches_at_once })
      for (const id of ids) if (this.#index.byId(id) === undefined) await this.#loadWhole(id, this.#last)
      after = ids.at(-1) ?? after
      if (ids.length < batches_at_once) break
    }
    this.#isLoaded = true
  }

  async #loadWhole(id: string, until: number): Promise<void> {
    const { database } = this.#context
    const batch = await this.#loadBatch(id)
    if (!batch) return
    batch.hold((await readHoldings(database, [id])).get(id) ?? [])
    for (let after = 0; ; ) {
      const marks = await readMarks(database, { batch: id, after, until })
      for (const mark of marks) batch.mark(markOf(mark))
      after = marks.at(-1)?.change ?? after
      if (marks.length < CHANGES_AT_ONCE_MAX) break
      await othersTurn()
    }
    this.#index.add(batch)
  }

  #loadBatch(batch: string) {
    const { database, random } = this.#context
    return loadBatch(database, { batch, newSeed: () => random(32) })
  }

  async #catchUp(): Promise<void> {
    const { clock, ledger, database } = this.#context
    for (;;) {
      const asked_at = clock.now()
      const wasWell = ledger.isWell()
      const changes = await readChanges(database, this.#last ?? 0)
      await this.#take(changes)
      if (changes.length === CHANGES_AT_ONCE_MAX) continue
      await takeDeliveries(database, { index: this.#index, now: new Date(asked_at) })
      if (wasWell && ledger.isWell()) this.#index.asOf = asked_at
      return
    }
  }

  async #take(changes: readonly Change[]): Promise<void> {
    const moved = new Set<string>()
    let since = performance.now()
    for (const change of changes) {
      await this.#takeOne(change)
      this.#last = change.change
      if (change.kind === 'move' && change.batch !== null) moved.add(change.batch)
      if (performance.now() - since < HOLD_MS_MAX) continue
      await othersTurn()
      since = performance.now()
    }
    if (changes.some(({ kind }) => kind === 'standing')) await this.#takeStandings()
    await this.#takeHoldings(moved)
  }

  async #takeOne(change: Change): Promise<void> {
    const { kind, batch } = change
    if (batch === null) return
    if (kind === 'mark') this.#index.byId(batch)?.mark(markOf(change))
    if (kind !== 'batch' || this.#index.byId(batch) !== undefined) return
    const loaded = await this.#loadBatch(batch)
    if (loaded) this.#index.add(loaded)
  }

  async #takeHoldings(moved: ReadonlySet<string>): Promise<void> {
    if (moved.size === 0) return
    const holdings = await readHoldings(this.#context.database, [...moved])
    for (const [batch, ranges] of holdings) this.#index.byId(batch)?.hold(ranges)
  }

  /** Recalls and withdrawals are few and for ever. */
  async #takeStandings(): Promise<void> {
    for (const { gtin, lot_hash } of await readStandings(this.#context.database)) {
      if (lot_hash === null) this.#index.withdraw(gtin)
      else this.#index.recall(gtin, lot_hash.toString('hex'))
    }
  }
}
