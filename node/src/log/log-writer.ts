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
import type { EntryToLog } from './transparency-log.ts'
import { growStatement, type Opening, readEdge } from './tree-store.ts'

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

interface Asked {
  /** Entries by name, of which nothing else is known yet; neither names nor entries ask for padding alone. */
  readonly names: readonly string[]
  readonly entries: readonly EntryToLog[]
  readonly padding: Padding
  readonly settle: { resolve(tree: Tree): void; reject(fault: unknown): void }
}

/** Random entries are added until the size is a multiple of `to` and larger than `above`. */
export interface Padding {
  readonly to: number
  readonly above: number
}

const noPadding: Padding = { to: 1, above: -1 }

/**
 * Appends to the log, one batch after another: whatever is asked while a batch is being committed goes together in the
 * next, in one statement. The tree's right edge is in memory; the database says at every step whether it is still so.
 */
export class LogWriter {
  private readonly parts: WriterParts
  private readonly asked: Asked[] = []
  private running: Promise<void> | undefined
  private edge: LogEdge = emptyLog

  constructor(parts: WriterParts) {
    this.parts = parts
  }

  /** @throws LOG_IN_USE, LOG_TILE_INVALID when the stored tree is not whole */
  async start(): Promise<void> {
    await this.takeTurn()
    this.edge = await readEdge(this.parts.database)
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
    await this.ask({ names, entries: [], padding: noPadding })
  }

  /** As `integrate`, for entries that the caller has just seen committed: they are not looked up. */
  async enter(entries: readonly EntryToLog[]): Promise<void> {
    await this.ask({ names: [], entries, padding: noPadding })
  }

  /**
   * Answers with the tree as it was committed when it had been filled up: with entries that nobody can tell from others,
   * since no opening is theirs.
   */
  pad(padding: Padding): Promise<Tree> {
    return this.ask({ names: [], entries: [], padding })
  }

  /** What was asked is carried out before. */
  async stop(): Promise<void> {
    await this.running
    await this.parts.turn.release()
  }

  private ask(asked: Omit<Asked, 'settle'>): Promise<Tree> {
    return new Promise((resolve, reject) => {
      this.asked.push({ ...asked, settle: { resolve, reject } })
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
      entries += asked.names.length + asked.entries.length
      return i > 0 && entries > BATCH_ENTRIES_MAX
    })
    return this.asked.splice(0, later < 0 ? this.asked.length : later)
  }

  private async settle(batch: readonly Asked[]): Promise<void> {
    try {
      const known = await this.appendUntilDone(batch)
      const { tree } = this.edge
      for (const { names, settle } of batch) {
        if (names.every((name) => known.has(name))) settle.resolve(tree)
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
        return await this.append(attempt === 1 ? batch : batch.map(onlyNames))
      } catch (fault) {
        if (attempt === attemptsMax) throw fault
        await this.takeTurn()
        this.edge = await readEdge(this.parts.database)
      }
    }
  }

  /** Answers with the names that stand in the tree now. */
  private async append(batch: readonly Asked[]): Promise<ReadonlySet<string>> {
    await this.takeTurn()
    const found = await this.find(batch)
    const fresh = new Map(batch.flatMap(({ entries }) => entries.map((entry) => [entry.name, entry])))
    for (const entry of found) if (!entry.is_in) fresh.set(entry.name, entry)
    const openings = await this.open([...fresh.values()])
    const leaves = openings.map(({ leaf }) => leaf)
    leaves.push(...this.padding(this.size + leaves.length, batch))
    if (leaves.length > 0) await this.grow(integrate(this.edge, leaves), openings)
    return new Set([...found.map(({ name }) => name), ...fresh.keys()])
  }

  private async find(batch: readonly Asked[]): Promise<FoundEntry[]> {
    const { database, sources } = this.parts
    const names = [...new Set(batch.flatMap((asked) => asked.names))]
    return names.length === 0 ? [] : findEntries(database, sources, names)
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

  private async grow(grown: Integration, openings: readonly Opening[]): Promise<void> {
    const moved = await this.parts.database.query(growStatement(this.size, grown, openings))
    if (moved.length === 0) throw logErrors.LOG_IN_USE()
    this.edge = grown.edge
  }

  private async takeTurn(): Promise<void> {
    const { turn } = this.parts
    if (!turn.isHeld() && !(await turn.waitFor())) throw logErrors.LOG_IN_USE()
  }
}

function onlyNames({ names, entries, ...asked }: Asked): Asked {
  return { ...asked, names: [...names, ...entries.map(({ name }) => name)], entries: [] }
}
