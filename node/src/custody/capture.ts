import { type CheckedEvent, custodyErrors } from '@symbolon/protocol/custody'
import { type Id, type JsonValue, newId, type SymbolonError } from '@symbolon/protocol/kernel'
import { isFault, type NodeContext, type Queries, type Statement } from '../kernel/index.ts'
import type { TransparencyLog } from '../log/index.ts'
import type { Contexts } from './contexts.ts'
import { type EventRow, eventRow } from './event-rows.ts'
import { capturedBody } from './event-source.ts'
import {
  type Capturing,
  closeBatch,
  findTakenIds,
  insertEvents,
  insertRecaptures,
  openBatch,
  type StoredEvent,
} from './store-events.ts'

/** Events that one statement stores, and entries that go to the log at once. */
export const STATEMENT_EVENTS_MAX = 400
const logEntriesMax = 1_000

export interface CaptureParts extends Pick<NodeContext, 'database' | 'clock' | 'random'> {
  readonly log: TransparencyLog
  readonly contexts: Contexts
}

/** Checked events that a party tells. */
export interface Capture {
  readonly party: Id<'party'>
  /** JSON-LD context of their document. */
  readonly context: JsonValue
  readonly events: readonly CheckedEvent[]
  /** What else is to be there if they are. */
  readonly beside?: (refused: readonly SymbolonError[]) => Statement
  /** Events whose id the party has given to another one are left out, instead of refusing all. */
  readonly proceeds?: true
}

/**
 * The events are stored, with whatever stands beside them, in one transaction, and their entries are in the log. What is
 * there already stays as it is; a capture that was cut off is simply made again.
 * @returns why events were left out
 * @throws CUSTODY_EVENT_ID_TAKEN, LOG_IN_USE
 */
export async function captureEvents(parts: CaptureParts, capture: Capture): Promise<readonly SymbolonError[]> {
  const capturing = { party: capture.party, now: parts.clock.now() }
  const rows = await rowsOf(parts, capture)
  const { stored, refused, first } = await store(parts, { capture, capturing, rows })
  if (first !== undefined) await enterLog(parts, { capturing, rows, stored, first })
  return refused
}

async function rowsOf(
  { contexts, clock, random }: CaptureParts,
  { party, context, events }: Capture,
): Promise<EventRow[]> {
  if (events.length === 0) return []
  const number = await contexts.numberOf(context)
  const named = entryNames({ now: clock.now(), random: random(10) })
  return events.map((event, i) => eventRow(event, { captor: party, entry: named(i), context: number }))
}

/** Names of one batch: a range, ascending, that holds no name of another. */
function entryNames({ now, random }: { readonly now: number; readonly random: Uint8Array }) {
  const bytes = Uint8Array.from(random)
  const counter = new DataView(bytes.buffer)
  return (place: number): Id<'receipt'> => {
    counter.setUint32(bytes.length - 4, place)
    return newId('receipt', now, bytes)
  }
}

interface Storing {
  readonly capture: Capture
  readonly capturing: Capturing
  readonly rows: readonly EventRow[]
}

async function store({ database }: CaptureParts, storing: Storing) {
  try {
    return await database.transaction((queries) => storeIn(queries, storing))
  } catch (fault) {
    if (isFault(fault, '23505')) throw custodyErrors.CUSTODY_EVENT_ID_TAKEN({}, { cause: fault })
    throw fault
  }
}

async function storeIn(queries: Queries, { capture, capturing, rows }: Storing) {
  const taken = await takenIds(queries, rows, capturing)
  if (taken.size > 0 && !capture.proceeds) throw custodyErrors.CUSTODY_EVENT_ID_TAKEN()
  const kept = rows.filter(({ event_id }) => event_id === null || !taken.has(event_id))
  const refused = [...taken].map(() => custodyErrors.CUSTODY_EVENT_ID_TAKEN())
  const [first, last] = [kept.at(0)?.entry, kept.at(-1)?.entry]
  if (first !== undefined && last !== undefined) await queries.query(openBatch({ first, last }))
  const stored = await insertAll(queries, kept, capturing)
  if (stored.length < kept.length) await queries.query(insertRecaptures(kept, capturing))
  if (capture.beside) await queries.query(capture.beside(refused))
  return { stored, refused, first }
}

async function takenIds(
  queries: Queries,
  rows: readonly EventRow[],
  capturing: Capturing,
): Promise<ReadonlySet<string>> {
  if (rows.every(({ event_id }) => event_id === null)) return new Set()
  const taken = await queries.query<{ event_id: string }>(findTakenIds(rows, capturing))
  return new Set(taken.map(({ event_id }) => event_id))
}

/** While the database stores some, the next are written out. */
async function insertAll(
  queries: Queries,
  rows: readonly EventRow[],
  capturing: Capturing,
): Promise<readonly StoredEvent[]> {
  const stored: StoredEvent[] = []
  let running: Promise<StoredEvent[]> = Promise.resolve([])
  for (let at = 0; at < rows.length; at += STATEMENT_EVENTS_MAX) {
    const next = queries.query<StoredEvent>(insertEvents(rows.slice(at, at + STATEMENT_EVENTS_MAX), capturing))
    next.catch(() => undefined)
    stored.push(...(await running))
    running = next
  }
  stored.push(...(await running))
  return stored
}

interface Entering extends Omit<Storing, 'capture'> {
  readonly stored: readonly StoredEvent[]
  /** Names the batch. */
  readonly first: Id<'receipt'>
}

/** What a killed node leaves out is brought in by the log's own look, since the batch stays open. */
async function enterLog({ database, log }: CaptureParts, { rows, stored, capturing, first }: Entering): Promise<void> {
  const fresh = new Set(stored.map(({ entry }) => entry))
  const at = new Date(capturing.now)
  const entries = rows
    .filter(({ entry }) => fresh.has(entry))
    .map(({ entry: name, hash, declared_ms }) => {
      const body = capturedBody({ name, hash, captor: capturing.party, at, is_declaration: declared_ms !== null })
      return { name, subject: null, body }
    })
  for (let from = 0; from < entries.length; from += logEntriesMax) {
    await log.integrate(entries.slice(from, from + logEntriesMax))
  }
  await database.query(closeBatch(first))
}
