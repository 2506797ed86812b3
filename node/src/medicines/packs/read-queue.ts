import { type Clock, type Hex, type Id, sha256, toHex, utf8 } from '@symbolon/protocol/kernel'
import {
  alertOfVerdict,
  type EvidenceRead,
  type PackScan,
  type ReaderClass,
  readPackId,
  type Verdict,
} from '@symbolon/protocol/medicines'
import type { Address, Database, Logger } from '../../kernel/index.ts'
import type { EventCapture } from '../ports.ts'
import { insertAlerts, type RaisedAlert } from './alert-store.ts'
import { type AskedPack, isOutsideMarket, isStray, isWatched, marketAlerts, pathAlerts } from './asked-alerts.ts'
import type { PackPlace } from './pack-index.ts'
import { READS_EVERY_MS, READS_QUEUED_MAX } from './packs-limits.ts'
import { tokenIdText } from './present-pack.ts'
import { BatchReads, insertBatchReads, insertReads, type StoredRead } from './read-store.ts'
import { readLinks, StrayReads } from './stray-reads.ts'

const hour_ms = 3_600_000

/** One reading of a recorded pack. */
export interface NotedRead {
  readonly place: PackPlace
  /** H3 cell of resolution 5; a reading without a place is counted and no more. */
  readonly cell?: string | undefined
  readonly hour: number
  readonly reader: ReaderClass
  /** Who asked, where a party did; judged and not kept. */
  readonly asker?: { readonly party: Id<'party'>; readonly address: Address; readonly country?: string | undefined }
}

/** A reading that says where. */
interface PlacedRead extends NotedRead {
  readonly cell: string
}

/** A scan whose verdict may raise an alert. */
export interface NotedVerdict extends Pick<RaisedAlert, 'parties'> {
  readonly scan: PackScan
  readonly verdict: Verdict
  readonly place?: PackPlace | undefined
  readonly read?: EvidenceRead | undefined
  readonly at: number
}

interface QueueParts {
  readonly database: Database
  readonly clock: Clock
  readonly log: Pick<Logger, 'error' | 'warn'>
  /** The secret under which ids of packs are salted. */
  readonly secret: () => Uint8Array
  readonly events: Pick<EventCapture, 'isNamedParty'>
}

/** What waits to be written; a write takes all of it, and gives it back when it fails. */
interface Waiting {
  readonly counts: BatchReads
  readonly reads: PlacedRead[]
  readonly outside: AskedPack[]
  readonly verdicts: NotedVerdict[]
}

const nothing = (): Waiting => ({ counts: new BatchReads(), reads: [], outside: [], verdicts: [] })

/**
 * Readings wait in memory and are written behind the answers, many at a time: no scan waits for the database. Each is
 * counted and judged as it comes: going over those of a second at once would hold up every scan of that moment. What is
 * waiting when a node is killed is lost, and what comes when the queue is full is not kept: an answer promises neither.
 */
export class ReadQueue {
  readonly #parts: QueueParts
  #waiting = nothing()
  readonly #strays = new StrayReads()
  #lost = 0
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> | undefined

  constructor(parts: QueueParts) {
    this.#parts = parts
  }

  start(): void {
    this.#timer = setInterval(() => void this.write(), READS_EVERY_MS).unref()
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#writing
    await this.write()
  }

  /** Readings that found no room, since the start. */
  get lost(): number {
    return this.#lost
  }

  note(read: NotedRead): void {
    const { counts, reads, outside } = this.#waiting
    const { cell } = read
    counts.add(read.place.batch, read.hour)
    if (cell !== undefined) this.#wait(reads, { ...read, cell })
    const asked = askedOf(read)
    if (asked === undefined || !isWatched(asked)) return
    if (isOutsideMarket(asked)) this.#wait(outside, asked)
    if (isStray(asked)) this.#keep(asked)
  }

  /** Only a verdict with a class of alerts raises one. */
  noteVerdict(noted: NotedVerdict): void {
    if (noted.verdict.emvs !== undefined) this.#wait(this.#waiting.verdicts, noted)
  }

  #wait<Noted>(list: Noted[], noted: Noted): void {
    if (list.length < READS_QUEUED_MAX) list.push(noted)
    else this.#lost++
  }

  /** Resolves when what was waiting is written, or could not be: then it goes back into the queue. */
  write(): Promise<void> {
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined
    })
    return this.#writing
  }

  async #writeAll(): Promise<void> {
    const { database, log, clock, events } = this.#parts
    const now = clock.now()
    const [taken, strays] = [this.#waiting, this.#strays.takeDue(Math.floor(now / hour_ms))]
    const { counts, reads, outside, verdicts } = taken
    if (counts.isEmpty && verdicts.length + strays.length === 0) return
    this.#waiting = nothing()
    const raising = { now, idOf: (place: PackPlace) => this.#idOf(place) }
    try {
      const links = await readLinks(database, { strays, events })
      const alerts = [...marketAlerts(outside, raising), ...pathAlerts(strays, { ...raising, links })]
      await database.together([
        insertReads(this.#storedReads(reads)),
        insertBatchReads(counts),
        insertAlerts([...this.#alertsOf(verdicts), ...alerts]),
      ])
    } catch (fault) {
      log.warn({ err: fault, reads: reads.length }, 'readings of packs could not be written yet')
      for (const stray of strays) this.#keep(stray)
      this.#giveBack(taken)
    }
  }

  #giveBack({ counts, reads, outside, verdicts }: Waiting): void {
    this.#waiting.counts.addAll(counts)
    for (const read of reads) this.#wait(this.#waiting.reads, read)
    for (const asked of outside) this.#wait(this.#waiting.outside, asked)
    for (const verdict of verdicts) this.#wait(this.#waiting.verdicts, verdict)
  }

  #keep(stray: AskedPack): void {
    if (!this.#strays.add(stray)) this.#lost++
  }

  #storedReads(reads: readonly PlacedRead[]): StoredRead[] {
    const stored = new Map<string, StoredRead>()
    for (const { place, cell, hour, reader } of reads) {
      const key = `${tokenIdText(place)} ${cell} ${hour} ${reader}`
      const known = stored.get(key)
      if (known) known.reads++
      else stored.set(key, { pack: this.#idOf(place), cell, hour, reader, batch: place.batch.facts.batch, reads: 1 })
    }
    return [...stored.values()]
  }

  #alertsOf(verdicts: readonly NotedVerdict[]): RaisedAlert[] {
    return verdicts.flatMap(({ scan, verdict, place, read, at, parties }) => {
      const { facts } = place?.batch ?? {}
      const recorded = place && { lot: place.batch.facts.lot, expiry: place.batch.expiry_text }
      const evidence = { reads: read ? [read] : [], scanned: scan, ...(recorded && { recorded }) }
      const subject = place ? this.#idOf(place) : this.#idOfScan(scan)
      const alert = alertOfVerdict(verdict, { subject, raised_at: at, evidence })
      if (!alert) return []
      const accounts = place ? [place.batch.holdingOf(place.index).holder] : []
      const about = { gtin: scan.gtin, lot: facts?.lot ?? scan.lot, batch: facts?.batch, index: place?.index }
      return [{ alert, ...about, parties: facts ? [...parties, facts.maker] : parties, accounts }]
    })
  }

  #idOf(place: PackPlace): Hex {
    return readPackId(tokenIdText(place), this.#parts.secret())
  }

  /** A number that no record knows has no token. */
  #idOfScan({ gtin = '', serial = '' }: PackScan): Hex {
    return readPackId(toHex(sha256(utf8(`unknown ${gtin} ${serial}`))), this.#parts.secret())
  }
}

function askedOf({ place, cell, hour, reader, asker }: NotedRead): AskedPack | undefined {
  if (!asker) return undefined
  const { party, address, country } = asker
  return { place, party, read: { asker: address, reader, hour, cell, country } }
}
