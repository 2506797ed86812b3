import { createReadStream } from 'node:fs'
import { jsonText } from '@symbolon/protocol/kernel'
import { cliErrors } from '../../kernel/index.ts'
import { importErrors } from '../errors.ts'
import { eventsOfRows } from './csv-events.ts'
import { CsvReader } from './csv-reader.ts'
import { type DocumentFrame, EventListScanner, PIECE_BYTES_MAX } from './event-list-scanner.ts'

/** One event of a file, as JSON. */
export interface FileEvent {
  /** Its place in the file, the first is 1. */
  readonly number: number
  readonly text: string
  /** How much of the file was read when it ended. */
  readonly end_bytes: number
}

/** A file of events that is read from its start as often as needed. */
export interface EventFile {
  /** Stands around the events of every document that is sent. */
  readonly frame: DocumentFrame
  readonly events: number
  read(): AsyncGenerator<FileEvent, void>
}

export type EventFileForm = 'document' | 'lines' | 'csv'

/**
 * Reads the file once and knows then how many events it holds, and that it is whole.
 * @throws CLI_FILE_UNREADABLE, CUSTODY_IMPORT_CUT, CUSTODY_IMPORT_TOO_LARGE, CUSTODY_IMPORT_COLUMN_UNKNOWN,
 * CUSTODY_IMPORT_ROW_INVALID, KERNEL_JSON_INVALID
 */
export async function openEventFile(path: string, form: EventFileForm): Promise<EventFile> {
  if (form === 'document') return await openDocument(path)
  const read = () => (form === 'csv' ? readRows(path) : readLines(path))
  let events = 0
  for await (const _ of read()) events++
  return { frame: plainFrame(), events, read }
}

/** Of a file whose events have no document around them; when it was made is no part of what an event is. */
function plainFrame(): DocumentFrame {
  const head = {
    '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: new Date().toISOString(),
    epcisBody: { eventList: [] },
  }
  const text = JSON.stringify(head)
  const at = text.lastIndexOf(']')
  return { before: text.slice(0, at), after: text.slice(at), hasList: true }
}

async function openDocument(path: string): Promise<EventFile> {
  const scanner = new EventListScanner()
  let events = 0
  for await (const chunk of chunksOf(path)) for (const _ of scanner.push(chunk)) events++
  const frame = scanner.end()
  if (frame.hasList) return { frame, events, read: () => readDocument(path) }
  const whole = frame.before
  return {
    frame: { before: '', after: '', hasList: false },
    events: 1,
    async *read() {
      yield { number: 1, text: whole, end_bytes: Buffer.byteLength(whole) }
    },
  }
}

async function* readDocument(path: string): AsyncGenerator<FileEvent, void> {
  const scanner = new EventListScanner()
  let number = 0
  for await (const chunk of chunksOf(path))
    for (const { bytes, end_bytes } of scanner.push(chunk)) yield { number: ++number, text: jsonText(bytes), end_bytes }
}

/** One event a line; empty lines are passed over. */
async function* readLines(path: string): AsyncGenerator<FileEvent, void> {
  let rest: Uint8Array = new Uint8Array()
  let [read_bytes, events] = [0, 0]
  const eventOf = (line: Uint8Array): FileEvent[] => {
    const text = jsonText(line).trim()
    if (text === '') return []
    return [{ number: ++events, text, end_bytes: read_bytes }]
  }
  for await (const chunk of chunksOf(path)) {
    rest = Buffer.concat([rest, chunk])
    for (let end = rest.indexOf(0x0a); end >= 0; end = rest.indexOf(0x0a)) {
      read_bytes += end + 1
      yield* eventOf(rest.subarray(0, end))
      rest = rest.subarray(end + 1)
    }
    if (rest.length > PIECE_BYTES_MAX)
      throw importErrors.CUSTODY_IMPORT_TOO_LARGE({ event: events + 1, max_bytes: PIECE_BYTES_MAX })
  }
  read_bytes += rest.length
  yield* eventOf(rest)
}

async function* readRows(path: string): AsyncGenerator<FileEvent, void> {
  const reader = new CsvReader()
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let [read_bytes, number] = [0, 0]
  let eventOf: ReturnType<typeof eventsOfRows> | undefined
  const take = (row: readonly string[]): FileEvent[] => {
    number++
    if (eventOf !== undefined) return [{ number: number - 1, text: eventOf(row, number), end_bytes: read_bytes }]
    eventOf = eventsOfRows(row)
    return []
  }
  for await (const chunk of chunksOf(path)) {
    read_bytes += chunk.length
    for (const row of reader.push(decodeOrRefuse(decoder, { chunk, row: number + 1 }))) yield* take(row)
  }
  for (const row of reader.end()) yield* take(row)
}

function decodeOrRefuse(
  decoder: InstanceType<typeof TextDecoder>,
  { chunk, row }: { chunk: Uint8Array; row: number },
): string {
  try {
    return decoder.decode(chunk, { stream: true })
  } catch (cause) {
    throw importErrors.CUSTODY_IMPORT_ROW_INVALID({ row }, { cause })
  }
}

async function* chunksOf(path: string): AsyncGenerator<Uint8Array, void> {
  try {
    yield* createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Uint8Array>
  } catch (cause) {
    if (!(cause instanceof Error) || !('syscall' in cause)) throw cause
    throw cliErrors.CLI_FILE_UNREADABLE({ path, reason: (cause as NodeJS.ErrnoException).code ?? '?' }, { cause })
  }
}
