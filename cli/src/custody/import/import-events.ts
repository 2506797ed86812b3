import { createHash } from 'node:crypto'
import { readEpcisJson } from '@symbolon/protocol/custody'
import { SymbolonError } from '@symbolon/protocol/kernel'
import { captureEvents, simulateCaptureEvents } from '@symbolon/sdk/custody'
import type { Client, Problem } from '@symbolon/sdk/kernel'
import type { EventFile, FileEvent } from './event-file.ts'
import type { ImportedSoFar, ImportMemory } from './import-memory.ts'

/** Events that are sent together, and again by fewer where one of them is faulty: a node tells of so many faults. */
const EVENTS_AT_ONCE = { usual: 1_000, whenFaulty: 200 } as const
const CHARS_AT_ONCE = 4_000_000

/** An event that was not taken in. */
export interface RefusedEvent {
  /** Its place in the file, the first is 1; 0 where the node does not say which. */
  readonly event: number
  readonly code: string
  readonly title: string
}

export interface Importing {
  readonly file: EventFile
  /** Undefined: the events are checked here and nothing is sent. */
  readonly client: Client | undefined
  readonly memory: ImportMemory
  readonly signal: AbortSignal
  /** How much of the file is done. */
  advance(to_bytes: number): void
  refuse(refused: RefusedEvent): void
  /** Says an error of the tables in the language of the person. */
  title(error: SymbolonError): string
}

/** What became of a file. */
export interface Imported {
  readonly events: number
  /** Taken in before, by a run that did not come to its end. */
  readonly resumed: number
  readonly refused: number
  /** False where it was stopped before its end: the next run goes on there. */
  readonly whole: boolean
}

/**
 * Takes a file in, batch by batch. After each one it is remembered how far it has come; an event that is sent twice all
 * the same, because of a kill in between, is the same event.
 */
export async function importEvents(importing: Importing): Promise<Imported> {
  const { file, memory, client, signal } = importing
  const before = client === undefined ? undefined : await provedMemory(importing)
  const resumed = before?.events ?? 0
  let { events, refused } = { events: resumed, refused: before?.refused ?? 0 }
  const digest = createHash('sha256')
  for await (const batch of batchesOf(file.read())) {
    const rest = batch.filter(({ number }) => number > resumed)
    for (const { text } of batch) digest.update(`${text}\n`)
    if (rest.length > 0) {
      if (signal.aborted) return { events, resumed, refused, whole: false }
      refused += await takeIn(importing, rest)
      events = rest.at(-1)?.number ?? events
      if (client !== undefined) await memory.write({ events, refused, digest: digest.copy().digest('hex') })
    }
    importing.advance(batch.at(-1)?.end_bytes ?? 0)
  }
  if (client !== undefined) await memory.forget()
  return { events, resumed, refused, whole: true }
}

/** What is remembered, if the file still begins with those very events. */
async function provedMemory({ file, memory }: Importing): Promise<ImportedSoFar | undefined> {
  const kept = await memory.read()
  if (kept === undefined || kept.events > file.events) return undefined
  const digest = createHash('sha256')
  for await (const { text, number } of file.read()) {
    if (number > kept.events) break
    digest.update(`${text}\n`)
  }
  return digest.digest('hex') === kept.digest ? kept : undefined
}

async function* batchesOf(events: AsyncIterable<FileEvent>): AsyncGenerator<readonly FileEvent[], void> {
  let batch: FileEvent[] = []
  let chars = 0
  for await (const event of events) {
    const isFull = batch.length === EVENTS_AT_ONCE.usual || chars + event.text.length > CHARS_AT_ONCE
    if (isFull && batch.length > 0) {
      yield batch
      batch = []
      chars = 0
    }
    batch.push(event)
    chars += event.text.length
  }
  if (batch.length > 0) yield batch
}

/** How many events of the batch were refused. */
async function takeIn(importing: Importing, batch: readonly FileEvent[]): Promise<number> {
  const { client, file } = importing
  if (client !== undefined && (await isTakenWhole(client, documentOf(file, batch)))) return 0
  let refused = 0
  for (let at = 0; at < batch.length; at += EVENTS_AT_ONCE.whenFaulty) {
    const events = batch.slice(at, at + EVENTS_AT_ONCE.whenFaulty)
    const readable = events.filter((event) => isReadable(importing, event))
    refused += events.length - readable.length
    if (readable.length > 0) refused += await takeWhatIsRight(importing, readable)
  }
  return refused
}

/** False when some event of it is faulty: nothing of it was taken in then. */
async function isTakenWhole(client: Client, document: string): Promise<boolean> {
  try {
    await captureEvents(client, { document })
    return true
  } catch (error) {
    if (error instanceof SymbolonError && faultsOfEvents.has(error.code)) return false
    throw error
  }
}

const faultsOfEvents = new Set([
  'CUSTODY_EVENT_INVALID',
  'CUSTODY_CONTEXT_INVALID',
  'CUSTODY_EVENT_ID_TAKEN',
  'CUSTODY_LIMIT_EXCEEDED',
  'KERNEL_JSON_INVALID',
  'KERNEL_JSON_REFUSED',
])

/** Of an event that is no JSON nothing else can be said, and it would spoil the document that it is sent in. */
function isReadable({ refuse, title }: Importing, { number, text }: FileEvent): boolean {
  try {
    readEpcisJson(text)
    return true
  } catch (error) {
    if (!(error instanceof SymbolonError)) throw error
    refuse({ event: number, code: error.code, title: title(error) })
    return false
  }
}

async function takeWhatIsRight(importing: Importing, events: readonly FileEvent[]): Promise<number> {
  const { client, file, refuse } = importing
  const document = documentOf(file, events)
  const faults =
    client === undefined
      ? faultsHere(importing, document)
      : (await captureEvents(client, { document, behaviour: 'proceed' })).errors.map(told)
  for (const { pointer, code, title } of faults) {
    const event = events[placeIn(pointer)]?.number ?? 0
    refuse({ event, code, title: title.replace(/(\/eventList\/)\d+/, `$1${event - 1}`) })
  }
  return faults.length
}

interface Fault {
  readonly code: string
  readonly title: string
  readonly pointer: string
}

function told({ code, title, ...facts }: Problem & { readonly pointer?: unknown }): Fault {
  return { code, title, pointer: String(facts.pointer) }
}

function faultsHere({ title }: Importing, document: string): Fault[] {
  return simulateCaptureEvents({ document }).refused.map((error) => ({
    code: error.code,
    title: title(error),
    pointer: String(error.facts.pointer),
  }))
}

/** The place of the event that a pointer leads into; that of none where it leads to none. */
function placeIn(pointer: string): number {
  const [, index] = /\/eventList\/(\d+)/.exec(pointer) ?? []
  return index === undefined ? -1 : Number(index)
}

/** The events as a document of their own, byte for byte as they were told. */
function documentOf({ frame }: EventFile, events: readonly FileEvent[]): string {
  return `${frame.before}${events.map(({ text }) => text).join(',')}${frame.after}`
}
