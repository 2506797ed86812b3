import { importErrors } from '../errors.ts'

/** Bytes of one event, and of all that stands around the events. */
export const PIECE_BYTES_MAX = 8 * 1024 * 1024

/** Where the events of a document stand. @source EPCIS 2.0 §10 */
const waysToEvents = new Set(['epcisBody/eventList', 'epcisBody/queryResults/resultsBody/eventList'])

const code = { quote: 0x22, backslash: 0x5c, comma: 0x2c, colon: 0x3a } as const
const opens = new Set([0x7b, 0x5b])
const closes = new Set([0x7d, 0x5d])
const [objectOpens, listOpens] = [0x7b, 0x5b]
const isSpace = (byte: number) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

/** What stands around the events of a document: the text up to their list's first bracket and from its last one on. */
export interface DocumentFrame {
  readonly before: string
  readonly after: string
  /** False where a document has no list of events: all of it is in `before`. */
  readonly hasList: boolean
}

/** The bytes of one event, and how much of the file was read when it ended. */
export interface ScannedEvent {
  readonly bytes: Uint8Array
  readonly end_bytes: number
}

/**
 * Finds the events of a JSON document of any length: none of it is held but the event at hand and what stands around the
 * list. It tells texts, objects and lists apart and judges nothing else; whoever reads the pieces does.
 */
export class EventListScanner {
  private readonly frame = { before: new Piece(), after: new Piece() }
  private readonly keys = new KeyPath()
  private place: 'before' | 'list' | 'after' = 'before'
  private event = new Piece()
  private depth = 0
  private text: 'no' | 'yes' | 'escaped' = 'no'
  private events = 0
  private read_bytes = 0

  /** What stands around the events, once all is read. @throws CUSTODY_IMPORT_CUT */
  end(): DocumentFrame {
    if (this.place === 'list' || this.text !== 'no' || this.keys.depth > 0) throw importErrors.CUSTODY_IMPORT_CUT()
    const { before, after } = this.frame
    return { before: before.toText(), after: after.toText(), hasList: this.place === 'after' }
  }

  /** Takes the next bytes of the file and hands out the events that end in them. */
  *push(chunk: Uint8Array): Generator<ScannedEvent, void> {
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] as number
      this.read_bytes++
      if (this.place === 'list') {
        const done = this.takeOfList(byte)
        if (done !== undefined) yield { bytes: done, end_bytes: this.read_bytes }
      } else this.takeOfFrame(byte)
    }
  }

  private takeOfFrame(byte: number): void {
    const piece = this.place === 'before' ? this.frame.before : this.frame.after
    piece.add(byte, { event: 0 })
    const wasText = this.text
    this.followText(byte)
    if (wasText !== 'no') this.keys.addToText(byte)
    else if (this.text === 'no') this.keys.take(byte)
    else this.keys.beginText()
    if (byte === listOpens && wasText === 'no' && this.place === 'before' && this.keys.isAtList(waysToEvents))
      this.place = 'list'
  }

  private takeOfList(byte: number): Uint8Array | undefined {
    const wasText = this.text !== 'no'
    this.followText(byte)
    if (this.depth === 0 && !wasText) {
      if (byte === code.comma) return this.takeEvent()
      if (closes.has(byte)) return this.leaveList(byte)
      if (isSpace(byte) && this.event.length === 0) return undefined
    }
    this.event.add(byte, { event: this.events + 1 })
    if (!wasText && opens.has(byte)) this.depth++
    if (!wasText && closes.has(byte)) this.depth--
    return undefined
  }

  private leaveList(byte: number): Uint8Array | undefined {
    this.place = 'after'
    this.frame.after.add(byte, { event: 0 })
    this.keys.take(byte)
    return this.takeEvent()
  }

  private takeEvent(): Uint8Array | undefined {
    if (this.event.length === 0) return undefined
    this.events++
    const bytes = this.event.toBytes()
    this.event = new Piece()
    return bytes
  }

  private followText(byte: number): void {
    if (this.text === 'escaped') this.text = 'yes'
    else if (this.text === 'yes' && byte === code.backslash) this.text = 'escaped'
    else if (byte === code.quote) this.text = this.text === 'yes' ? 'no' : 'yes'
  }
}

/** Bytes that come one by one. */
class Piece {
  private bytes = new Uint8Array(256)
  length = 0

  add(byte: number, { event }: { readonly event: number }): void {
    if (this.length === PIECE_BYTES_MAX) {
      throw importErrors.CUSTODY_IMPORT_TOO_LARGE({ event, max_bytes: PIECE_BYTES_MAX })
    }
    if (this.length === this.bytes.length) {
      const longer = new Uint8Array(2 * this.bytes.length)
      longer.set(this.bytes)
      this.bytes = longer
    }
    this.bytes[this.length++] = byte
  }

  toBytes(): Uint8Array {
    return this.bytes.slice(0, this.length)
  }

  toText(): string {
    return Buffer.from(this.bytes.subarray(0, this.length)).toString('utf8')
  }
}

/** The members that lead to where a scanner stands, `/` between them; of a list the place is not told. */
class KeyPath {
  private readonly levels: { readonly isObject: boolean; key: string }[] = []
  private text = ''

  get depth(): number {
    return this.levels.length
  }

  beginText(): void {
    this.text = ''
  }

  addToText(byte: number): void {
    if (byte !== code.quote && this.text.length < 64) this.text += String.fromCharCode(byte)
  }

  take(byte: number): void {
    if (opens.has(byte)) this.levels.push({ isObject: byte === objectOpens, key: '' })
    else if (closes.has(byte)) this.levels.pop()
    const last = this.levels.at(-1)
    if (byte === code.colon && last !== undefined) last.key = this.text
  }

  /** True when the list that was just opened is a member that one of the ways leads to. */
  isAtList(ways: ReadonlySet<string>): boolean {
    const outer = this.levels.slice(0, -1)
    return outer.every(({ isObject }) => isObject) && ways.has(outer.map(({ key }) => key).join('/'))
  }
}
