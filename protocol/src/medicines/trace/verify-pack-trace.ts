import {
  type CheckedEvent,
  checkDocument,
  digitalLinkOf,
  type EventFacts,
  type EventReceipt,
  parseEventReceipt,
  readEpcisJson,
} from '../../custody/index.ts'
import { type JsonObject, merkleLeaf, SymbolonError, utf8 } from '../../kernel/index.ts'
import { leafOf, type ReceiptTrust, type TrustedCheckpoint, trustCheckpoint, verifyInclusion } from '../../log/index.ts'
import { batchNumberOf, type PackTokenId, tokenIdOf } from '../batch/batch-number.ts'
import { parseExpiry, parseGtin, parseLot } from '../batch/batch-order.ts'
import { packLeaf, verifyLeaf } from '../batch/pack-leaf.ts'
import { parseSerial } from '../batch/serial-rows.ts'
import { medicinesErrors } from '../errors.ts'
import type { PackTraceProof, TracedCheckpoint, TracedEvent, TracedPack, WrittenPackTrace } from './pack-trace-file.ts'
import { traceDigest } from './pack-trace-file.ts'

/** The standard's context, which an event may leave out. @source EPCIS 2.0 §10 */
const standardContext = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'

/** An event that was found to stand in the log. */
export interface ShownEvent {
  readonly index: number
  /** Which of the checkpoints covers it, from 0. */
  readonly under: number
  /** When it was told and by whom; nothing of an event that whoever wrote the file may not see. */
  readonly receipt: EventReceipt | null
  /** As EPCIS has it. */
  readonly event: JsonObject | null
  /** True where the events of the file lead from the pack to it: it names the pack, its lot, or what held it. */
  readonly is_linked: boolean
}

/** What a trace was found to show. */
export interface ShownPackTrace extends Pick<PackTraceProof, 'ledger'> {
  readonly pack: TracedPack
  readonly token: PackTokenId
  readonly checkpoints: readonly (TracedCheckpoint & TrustedCheckpoint)[]
  /** In the order of the log. */
  readonly events: readonly ShownEvent[]
}

/**
 * What the trace of a pack shows, with nobody's word but that of the keys that are trusted: that the pack stands in its
 * batch, that each event stands in the log under a checkpoint that the log has signed, that an event which is shown says
 * what the log has committed to, and that nothing in the file was changed. What is no part of an event's hash, which is
 * its id, its record time and what is said of an error, nothing but the digest of the file vouches for.
 * @throws MEDICINES_TRACE_PACK_UNPROVEN, MEDICINES_TRACE_EVENT_DIFFERS, MEDICINES_TRACE_ALTERED, LOG_INCLUSION_UNPROVEN,
 * LOG_SIGNATURE_INVALID, LOG_SIGNATURE_MISSING, LOG_CHECKPOINT_INVALID, LOG_QUORUM_MISSING
 * @source CBV 2.0 §8.9 (event hash); RFC 9162 §2.1.3.2
 * @example verifyPackTrace(parsePackTrace(file), { pinned })
 */
export function verifyPackTrace(trace: WrittenPackTrace, trust: ReceiptTrust = {}): ShownPackTrace {
  const token = requirePack(trace.pack)
  const opened = trace.events.map(openEvent)
  for (const [at, { entry }] of opened.entries()) requireIncluded(trace, { at, entry })
  const checkpoints = trace.checkpoints.map((one) => {
    return { ...one, ...trustCheckpoint({ checkpoint: one.checkpoint, log: trace.log }, trust) }
  })
  if (traceDigest(trace) !== trace.digest) throw medicinesErrors.MEDICINES_TRACE_ALTERED()
  const linked = linkedEvents(
    trace.pack,
    opened.map(({ told }) => told),
  )
  const events = opened.map(({ receipt, told }, at) => {
    const { index = 0, under = 0 } = trace.events[at] ?? {}
    return { index, under, receipt, event: told?.event ?? null, is_linked: told !== null && linked.has(told) }
  })
  return { pack: trace.pack, token, ledger: trace.ledger, checkpoints, events }
}

/** @throws MEDICINES_TRACE_PACK_UNPROVEN */
function requirePack({ root, count, index, path, salt, ...printed }: TracedPack): PackTokenId {
  try {
    const batch = {
      gtin: parseGtin(printed.gtin),
      lot: parseLot(printed.lot),
      expiry: parseExpiry(printed.expiry, 0),
    }
    const leaf = packLeaf({ ...batch, serial: parseSerial(printed.serial), salt })
    if (verifyLeaf({ root, count, index, leaf, proof: path })) return tokenIdOf(batchNumberOf(root), index)
  } catch (cause) {
    if (!(cause instanceof SymbolonError)) throw cause
    throw medicinesErrors.MEDICINES_TRACE_PACK_UNPROVEN({}, { cause })
  }
  throw medicinesErrors.MEDICINES_TRACE_PACK_UNPROVEN()
}

interface OpenedEvent {
  /** What the log holds. */
  readonly entry: Uint8Array
  readonly receipt: EventReceipt | null
  readonly told: CheckedEvent | null
}

/** @throws MEDICINES_TRACE_EVENT_DIFFERS */
function openEvent(traced: TracedEvent, at: number): OpenedEvent {
  if ('entry' in traced) return { entry: traced.entry, receipt: null, told: null }
  const { body, salt, event } = traced
  const differs = (cause?: unknown) => medicinesErrors.MEDICINES_TRACE_EVENT_DIFFERS({ event: at + 1 }, { cause })
  try {
    const receipt = parseEventReceipt(body)
    const { '@context': context = standardContext, ...members } = readEpcisJson(event) as JsonObject
    const [told] = checkDocument({ '@context': context, ...members }).events
    if (told === undefined) throw differs()
    const { hash, error } = told.facts
    const isIt = hash === receipt.event && (error !== undefined) === (receipt.kind === 'declared')
    if (!isIt) throw differs()
    return { entry: leafOf({ r: salt, body: utf8(body) }), receipt, told }
  } catch (cause) {
    if (!(cause instanceof SymbolonError) || cause.code === 'MEDICINES_TRACE_EVENT_DIFFERS') throw cause
    throw differs(cause)
  }
}

/** @throws LOG_INCLUSION_UNPROVEN */
function requireIncluded(
  { events, checkpoints }: WrittenPackTrace,
  { at, entry }: { readonly at: number; readonly entry: Uint8Array },
): void {
  const { index, path, under } = events[at] as TracedEvent
  const { size, root } = (checkpoints[under] as TracedCheckpoint).checkpoint
  verifyInclusion({ leaf: merkleLeaf(entry), index, size, proof: path, root })
}

/** The events to which the pack leads, by itself, by its lot, by what held it and by what that was made from. */
function linkedEvents({ gtin, serial, lot }: TracedPack, told: readonly (CheckedEvent | null)[]): Set<CheckedEvent> {
  const things = new Set([
    digitalLinkOf([
      ['01', gtin],
      ['21', serial],
    ]),
    digitalLinkOf([
      ['01', gtin],
      ['10', lot],
    ]),
  ])
  const linked = new Set<CheckedEvent>()
  for (let before = -1; before < linked.size; ) {
    before = linked.size
    for (const event of told) {
      if (event === null || linked.has(event) || !thingsIn(event.facts).some(({ epc }) => things.has(epc))) continue
      linked.add(event)
      for (const epc of leadsTo(event.facts, things)) things.add(epc)
    }
  }
  return linked
}

/** Transformations that are told in several events lead from one to another by their id. @source EPCIS 2.0 §7.4.5 */
function thingsIn({ epcs, quantities, transformation_id }: EventFacts) {
  const classes = quantities.map(({ role, epc_class }) => ({ role, epc: epc_class }))
  const transformations = transformation_id === undefined ? [] : [{ role: 'transformation', epc: transformation_id }]
  return [...epcs, ...classes, ...transformations]
}

/** What a thing was in, or was made from, as an event says that names it as inside or as made. */
function leadsTo(facts: EventFacts, things: ReadonlySet<string>): string[] {
  const named = thingsIn(facts)
  const has = (role: string) => named.some((one) => one.role === role && things.has(one.epc))
  const of = (...roles: readonly string[]) => named.filter(({ role }) => roles.includes(role)).map(({ epc }) => epc)
  const isMade = has('output') || has('transformation')
  return [...(has('child') ? of('parent') : []), ...(isMade ? of('input', 'transformation') : [])]
}
