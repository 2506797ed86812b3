import {
  canonicalJson,
  fromBase64Url,
  fromHex,
  type Hex,
  type JsonObject,
  type JsonValue,
  readJsonBytes,
  SymbolonError,
  sha256,
  toBase64Url,
  toHex,
  utf8,
  type Words,
} from '../../kernel/index.ts'
import {
  type AnchorClaim,
  anchorOf,
  isLogSize,
  type NotedCheckpoint,
  type NoteVerifier,
  noteText,
  parseCheckpoint,
  parseVerifierKey,
  verifierKeyText,
} from '../../log/index.ts'
import { medicinesErrors } from '../errors.ts'

/** Events of one trace. */
export const TRACE_EVENTS_MAX = 10_000
/** Bytes of a file. */
export const TRACE_BYTES_MAX = 64 * 2 ** 20
const format = 'symbolon.pack-trace.v1'

const reasons = {
  size: { en: 'it is too long', el: 'είναι πολύ μεγάλο' },
  form: { en: 'its form is another', el: 'έχει άλλη μορφή' },
  spelling: { en: 'it is not in its one spelling', el: 'δεν είναι στη μοναδική γραφή του' },
  order: { en: 'its events are not in the order of the log', el: 'τα συμβάντα του δεν είναι στη σειρά του μητρώου' },
} as const satisfies Record<string, Words>

/** A pack and the way from it to the root of its batch. */
export interface TracedPack {
  readonly gtin: string
  readonly serial: string
  readonly lot: string
  /** `YYYY-MM-DD`, the last day of use. */
  readonly expiry: string
  /** 32 bytes. */
  readonly salt: Uint8Array
  readonly index: number
  /** Packs of the batch. */
  readonly count: number
  /** 32 bytes. */
  readonly root: Uint8Array
  /** Siblings from the leaf up, 32 bytes each. */
  readonly path: readonly Uint8Array[]
}

/** What a ledger is said to have of the pack; a claim until the ledger is asked. */
export interface TracedStep {
  readonly step: 'commissioned' | 'handed_over'
  readonly block: number
  readonly transaction: Hex
}

/** A checkpoint under which events are proved, and where a ledger is said to have it. */
export interface TracedCheckpoint {
  readonly checkpoint: NotedCheckpoint
  readonly anchor: AnchorClaim | null
}

/** An event of the pack: with what it says, or, for who may not see that, as the entry that the log holds. */
export type TracedEvent = {
  /** Which of the checkpoints, from 0. */
  readonly under: number
  readonly index: number
  /** Nearest to the leaf first. */
  readonly path: readonly Uint8Array[]
} & (
  | {
      /** What the entry commits to: the receipt of the event. */
      readonly body: string
      /** 64 bytes that open the entry. */
      readonly salt: Uint8Array
      /** As EPCIS has it, in JSON. */
      readonly event: string
    }
  | {
      /** 32 bytes, which say nothing. */
      readonly entry: Uint8Array
    }
)

/** Where a pack comes from, with what proves it to anybody, whole in one file. */
export interface PackTraceProof {
  readonly pack: TracedPack
  readonly ledger: {
    readonly chain_id: number
    /** Address of `Packs`, lower case. */
    readonly contract: Hex
    /** Oldest first; the first is the commissioning of the batch. */
    readonly steps: readonly TracedStep[]
  }
  /** The key of the log as whoever wrote the file knew it. */
  readonly log: NoteVerifier
  readonly checkpoints: readonly TracedCheckpoint[]
  /** In the order of the log. */
  readonly events: readonly TracedEvent[]
}

/** A trace as its file has it. */
export interface WrittenPackTrace extends PackTraceProof {
  /** SHA-256 over the other members in canonical JSON, hexadecimal. */
  readonly digest: string
}

/** The file `….pack-trace`. @throws MEDICINES_TRACE_INVALID for what no reader would take */
export function packTraceText(trace: PackTraceProof): string {
  const text = textOf({ ...trace, digest: traceDigest(trace) })
  parsePackTrace(utf8(text))
  return text
}

/** The digest that the file of a trace has to name. */
export function traceDigest(trace: PackTraceProof): string {
  return toHex(sha256(utf8(canonicalJson(membersOf(trace))))).slice('0x'.length)
}

/** The parts of a file, of which each has one spelling; nothing is verified yet. @throws MEDICINES_TRACE_INVALID */
export function parsePackTrace(file: Uint8Array): WrittenPackTrace {
  if (file.length > TRACE_BYTES_MAX) return refuse('size')
  try {
    const trace = traceOf(readJsonBytes(file))
    if (textOf(trace) !== new TextDecoder('utf-8', { ignoreBOM: true }).decode(file)) return refuse('spelling')
    if (trace.events.some(({ index }, at) => index <= (trace.events[at - 1]?.index ?? -1))) return refuse('order')
    return trace
  } catch (cause) {
    if (!(cause instanceof SymbolonError) || cause.code === 'MEDICINES_TRACE_INVALID') throw cause
    throw medicinesErrors.MEDICINES_TRACE_INVALID({ reason: reasons.form }, { cause })
  }
}

function textOf({ digest, ...trace }: WrittenPackTrace): string {
  return `${canonicalJson({ ...membersOf(trace), digest })}\n`
}

function membersOf({ pack, ledger, log, checkpoints, events }: PackTraceProof): JsonObject {
  const { salt, root, path, ...printed } = pack
  return {
    checkpoints: checkpoints.map(({ checkpoint, anchor }) => ({
      anchor: anchor && { ...anchor },
      note: noteText(checkpoint.note),
    })),
    events: events.map(({ under, index, path: hashes, ...told }) => ({
      index,
      path: hashes.map(toBase64Url),
      under,
      ...('entry' in told ? { entry: toBase64Url(told.entry) } : { ...told, salt: toBase64Url(told.salt) }),
    })),
    format,
    ledger: { ...ledger, steps: ledger.steps.map((step) => ({ ...step })) },
    log: verifierKeyText(log),
    pack: { ...printed, path: path.map(toBase64Url), root: toHex(root), salt: toBase64Url(salt) },
  }
}

/** What a value says; members that are too many show in how it is written again. */
function traceOf(value: JsonValue): WrittenPackTrace {
  const { pack, ledger, log, checkpoints, events, digest, format: named } = objectOf(value)
  if (named !== format) return refuse('form')
  const traced = {
    pack: packOf(objectOf(pack)),
    ledger: ledgerOf(objectOf(ledger)),
    log: parseVerifierKey(textIn(log, /^/)),
    checkpoints: listOf(checkpoints).map(checkpointOf),
    events: listOf(events).map(eventOf),
    digest: textIn(digest, /^[0-9a-f]{64}$/),
  }
  const isUnder = ({ under }: TracedEvent) => under < traced.checkpoints.length
  if (traced.events.length > TRACE_EVENTS_MAX || !traced.events.every(isUnder)) return refuse('form')
  return traced
}

function packOf({ gtin, serial, lot, expiry, salt, index, count, root, path }: JsonObject): TracedPack {
  return {
    gtin: textIn(gtin, /^\d{14}$/),
    serial: textIn(serial, /^.{1,20}$/),
    lot: textIn(lot, /^.{1,20}$/),
    expiry: textIn(expiry, /^\d{4}-\d\d-\d\d$/),
    salt: bytesOf(salt, 32),
    index: numberIn(index),
    count: numberIn(count),
    root: fromHex(textIn(root, hashForm) as Hex),
    path: listOf(path).map((hash) => bytesOf(hash, 32)),
  }
}

const hashForm = /^0x[0-9a-f]{64}$/

function ledgerOf({ chain_id, contract, steps }: JsonObject): PackTraceProof['ledger'] {
  return {
    chain_id: numberIn(chain_id),
    contract: textIn(contract, /^0x[0-9a-f]{40}$/) as Hex,
    steps: listOf(steps).map((value) => {
      const { step, block, transaction } = objectOf(value)
      return {
        step: textIn(step, /^(?:commissioned|handed_over)$/) as TracedStep['step'],
        block: numberIn(block),
        transaction: textIn(transaction, hashForm) as Hex,
      }
    }),
  }
}

function checkpointOf(value: JsonValue): TracedCheckpoint {
  const { note, anchor } = objectOf(value)
  const checkpoint = parseCheckpoint(textIn(note, /^/))
  const claim = anchor === null ? null : anchorOf(anchor)
  if (claim === undefined || (claim !== null && claim.size !== checkpoint.size)) return refuse('form')
  return { checkpoint, anchor: claim }
}

function eventOf(value: JsonValue): TracedEvent {
  const { under, index, path, entry, body, salt, event } = objectOf(value)
  const place = {
    under: numberIn(under),
    index: numberIn(index),
    path: listOf(path).map((hash) => bytesOf(hash, 32)),
  }
  if (entry !== undefined) return { ...place, entry: bytesOf(entry, 32) }
  return { ...place, body: textIn(body, /^/), salt: bytesOf(salt, 64), event: textIn(event, /^/) }
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : refuse('form')
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : refuse('form')
}

function textIn(value: JsonValue | undefined, form: RegExp): string {
  return typeof value === 'string' && form.test(value) ? value : refuse('form')
}

function numberIn(value: JsonValue | undefined): number {
  return typeof value === 'number' && isLogSize(value) ? value : refuse('form')
}

function bytesOf(value: JsonValue | undefined, size: number): Uint8Array {
  const bytes = fromBase64Url(textIn(value, /^/))
  return bytes.length === size ? bytes : refuse('form')
}

function refuse(reason: keyof typeof reasons): never {
  throw medicinesErrors.MEDICINES_TRACE_INVALID({ reason: reasons[reason] })
}
