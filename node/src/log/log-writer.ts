import { setTimeout as wait } from 'node:timers/promises'
import { utf8 } from '@symbolon/protocol/kernel'
import {
  emptyLog,
  type Integration,
  integrate,
  type LogEdge,
  leafOf,
  logErrors,
  OPENING_SALT_BYTES,
  type Tree,
} from '@symbolon/protocol/log'
import type { Database, Leader } from '../kernel/index.ts'
import { type FoundEntry, findEntries } from './entries.ts'
import type { OpeningSealer } from './opening-sealer.ts'
import type { EntrySource } from './ports.ts'
import type { EntryToLog, EntryToWrite } from './transparency-log.ts'
import { growStatement, type Opening, type RowsToWrite, readEdge } from './tree-store.ts'

/** Entries that one statement appends, unless one request alone asks for more. */
export const BATCH_ENTRIES_MAX = 1_024
const attemptsMax = 3
/** How long a batch waits for more where the one before was asked for by several. */
const gathering_ms = 1

export interface WriterParts {
  readonly database: Database
  /** The one that most is asked of first. */
  readonly sources: readonly EntrySource[]
  readonly sealer: OpeningSealer
  /** Whoever holds it may append: of all nodes on a database one. */
  readonly turn: Leader
  random(size: number): Uint8Array
}

/** What goes into the tree; nothing of the three asks for padding alone. */
interface Work {
  /** Entries by name, of which nothing else is known yet. */
  readonly names: readonly string[]
  /** Entries of committed rows. */
  readonly entries: readonly EntryToLog[]
  /** Entries of rows that are still to be written, by the source of this name. */
  readonly writes: readonly (EntryToWrite & { readonly source: string })[]
  readonly padding: Padding
}

interface Asked extends Work {
  readonly settle: { resolve(appended: Appended): void; reject(fault: unknown): void }
}

/** The tree as it was committed, and the names of what was asked that stand in it. */
interface Appended {
  readonly tree: Tree
  readonly known: ReadonlySet<string>
}

/** Random entries are added until the size is a multiple of `to` and larger than `above`. */
export interface Padding {
  readonly to: number
  readonly above: number
}

const noWork: Work = { names: [], entries: [], writes: [], padding: { to: 1, above: -1 } }

/**
 * Appends to the log, one batch after another: whatever is asked while a batch is being committed goes together in the
 * next, in one statement. The tree's right edge is in memory; the database says at every step whether it is still so.
 */
export class LogWriter {
  private readonly parts: WriterParts
  private readonly asked: Asked[] = []
  private isStarted = false
  private running: Promise<void> | undefined
  private edge: LogEdge = emptyLog

  constructor(parts: WriterParts) {
    this.parts = parts
  }

  /** @throws LOG_IN_USE, LOG_TILE_INVALID when the stored tree is not whole */
  async start(): Promise<void> {
    await this.takeTurn()
    this.edge = await readEdge(this.parts.database)
    this.isStarted = true
  }

  /** Entries in the tree. */
  get size(): number {
    return this.edge.tree.size
  }

  /**
   * Resolves when every entry of these names stands in the tree, durably.
   * @throws LOG_ENTRY_UNKNOWN for a name that nothing is committed under, LOG_IN_USE
   */
  async integrate(names: readonly string[]): Promise<void> {
    await this.ask({ names })
  }

  /** As `integrate`, for entries that the caller has just seen committed: they are not looked up. */
  async enter(entries: readonly EntryToLog[]): Promise<void> {
    await this.ask({ entries })
  }

  /** Answers with the names of those rows that the source let in: they are written, and their entries are in the tree. */
  async write(source: string, entries: readonly EntryToWrite[]): Promise<ReadonlySet<string>> {
    const { known } = await this.ask({ writes: entries.map((entry) => ({ ...entry, source })) })
    return known
  }

  /**
   * Answers with the tree as it was committed when it had been filled up: with entries that nobody can tell from others,
   * since no opening is theirs.
   */
  async pad(padding: Padding): Promise<Tree> {
    return (await this.ask({ padding })).tree
  }

  /** What was asked is carried out before; what is asked later is refused, since another node may append then. */
  async stop(): Promise<void> {
    this.isStarted = false
    await this.running
    await this.parts.turn.release()
  }

  private async ask(work: Partial<Work>): Promise<Appended> {
    if (!this.isStarted) throw logErrors.LOG_IN_USE()
    return new Promise((resolve, reject) => {
      this.asked.push({ ...noWork, ...work, settle: { resolve, reject } })
      this.running ??= this.run()
    })
  }

  private async run(): Promise<void> {
    // What is asked in the same turn of the event loop goes together.
    await new Promise((resolve) => setImmediate(resolve))
    for (let together = 1; this.asked.length > 0; ) {
      if (together > 1) await wait(gathering_ms)
      const batch = this.takeBatch()
      await this.settle(batch)
      together = batch.length
    }
    this.running = undefined
  }

  private takeBatch(): Asked[] {
    let entries = 0
    const later = this.asked.findIndex((asked, i) => {
      entries += asked.names.length + asked.entries.length + asked.writes.length
      return i > 0 && entries > BATCH_ENTRIES_MAX
    })
    return this.asked.splice(0, later < 0 ? this.asked.length : later)
  }

  private async settle(batch: readonly Asked[]): Promise<void> {
    try {
      const known = await this.appendUntilDone(batch)
      const { tree } = this.edge
      for (const { names, settle } of batch) {
        if (names.every((name) => known.has(name))) settle.resolve({ tree, known })
        else settle.reject(logErrors.LOG_ENTRY_UNKNOWN())
      }
    } catch (fault) {
      for (const { settle } of batch) settle.reject(fault)
    }
  }

  /** After a fault nobody knows whether the step was committed: the database is asked, and the rest is done again. */
  private async appendUntilDone(batch: readonly Asked[]): Promise<ReadonlySet<string>> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.append(batch, { isRepeated: attempt > 1 })
      } catch (fault) {
        if (attempt === attemptsMax) throw fault
        await this.takeTurn()
        this.edge = await readEdge(this.parts.database)
      }
    }
  }

  /** Answers with the names that stand in the tree now. */
  private async append(
    batch: readonly Asked[],
    { isRepeated }: { readonly isRepeated: boolean },
  ): Promise<ReadonlySet<string>> {
    await this.takeTurn()
    const found = await this.find(batch.flatMap((work) => (isRepeated ? namesOf(work) : work.names)))
    const fresh = new Map(isRepeated ? [] : batch.flatMap(({ entries }) => entries.map((entry) => [entry.name, entry])))
    for (const entry of found.values()) if (!entry.is_in) fresh.set(entry.name, entry)
    const writes = batch.flatMap(({ writes }) => writes.filter(({ name }) => !found.has(name)))
    const openings = await this.open([...fresh.values(), ...writes])
    const leaves = openings.map(({ leaf }) => leaf)
    leaves.push(...this.padding(this.size + leaves.length, batch))
    if (leaves.length === 0) return new Set(found.keys())
    const written = await this.grow(integrate(this.edge, leaves), { openings, rows: this.rowsOf(writes) })
    return new Set([...found.keys(), ...fresh.keys(), ...written])
  }

  private async find(names: readonly string[]): Promise<ReadonlyMap<string, FoundEntry>> {
    const { database, sources } = this.parts
    const found = names.length === 0 ? [] : await findEntries(database, sources, [...new Set(names)])
    return new Map(found.map((entry) => [entry.name, entry]))
  }

  private rowsOf(writes: Asked['writes']): RowsToWrite[] {
    return this.parts.sources.flatMap(({ name, insert }) => {
      const rows = writes.filter(({ source }) => source === name).map((entry) => ({ name: entry.name, ...entry.row }))
      return insert !== undefined && rows.length > 0 ? [{ source: name, insert, rows }] : []
    })
  }

  /** Leaves in the order of their names, with what opens them. */
  private open(entries: readonly EntryToLog[]): Promise<(Opening & { leaf: Uint8Array })[]> {
    const salts = this.parts.random(OPENING_SALT_BYTES * entries.length)
    const ascending = [...entries].sort((left, right) => (left.name < right.name ? -1 : 1))
    return Promise.all(
      ascending.map(async ({ name, subject, body }, i) => {
        const salt = salts.subarray(OPENING_SALT_BYTES * i, OPENING_SALT_BYTES * (i + 1))
        const kept = await this.keep({ subject, name, salt })
        return { ...kept, name, index: this.size + i, leaf: leafOf({ r: salt, body: utf8(body) }) }
      }),
    )
  }

  private async keep(opening: Pick<EntryToLog, 'name' | 'subject'> & { salt: Uint8Array }) {
    const { subject, name, salt } = opening
    if (subject === null) return { key: null, sealed: null, salt }
    return { ...(await this.parts.sealer.seal({ subject, name, salt })), salt: null }
  }

  private padding(size: number, batch: readonly Asked[]): Uint8Array[] {
    const to = Math.max(...batch.map(({ padding }) => padding.to))
    const above = Math.max(...batch.map(({ padding }) => padding.above))
    const wanted = Math.ceil(Math.max(size, above + 1) / to) * to
    return Array.from({ length: wanted - size }, () => this.parts.random(32))
  }

  /** Answers with the names of the rows that were written. */
  private async grow(
    grown: Integration,
    filling: { openings: readonly Opening[]; rows: readonly RowsToWrite[] },
  ): Promise<readonly string[]> {
    const statement = growStatement(this.size, grown, filling)
    const [moved] = await this.parts.database.query<{ written: string[] }>(statement)
    if (moved === undefined) throw logErrors.LOG_IN_USE()
    this.edge = grown.edge
    return moved.written
  }

  private async takeTurn(): Promise<void> {
    const { turn } = this.parts
    if (!turn.isHeld() && !(await turn.waitFor())) throw logErrors.LOG_IN_USE()
  }
}

function namesOf({ names, entries, writes }: Work): string[] {
  return [...names, ...entries.map(({ name }) => name), ...writes.map(({ name }) => name)]
}
