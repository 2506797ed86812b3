import { type JsonObject, type JsonValue, SymbolonError } from '../../kernel/index.ts'
import { faults, quantities } from '../error-reasons.ts'
import { custodyErrors } from '../errors.ts'
import { eventNi } from '../event-hash.ts'
import { isObject } from '../leaf-text.ts'
import { EPCIS_EVENTS_MAX, PRE_HASH_CHARS_MAX } from '../limits.ts'
import { measureEvent } from '../measure-event.ts'
import { Namespaces } from '../namespaces.ts'
import { Place } from '../place.ts'
import { preHashOf } from '../pre-hash.ts'
import { checkContext, checkWholeContext } from './check-context.ts'
import { reasons } from './check-reasons.ts'
import { ShapeCheck } from './check-shape.ts'
import { documentShape, queryDocumentShape } from './document-shapes.ts'
import type { CheckedEvent, EpcisEventType } from './event-facts.ts'
import { eventRules } from './event-rules.ts'
import { eventShapes } from './event-shapes.ts'
import { factsOf } from './facts-of.ts'
import { ToldEvents } from './told-events.ts'

/** What a document says besides its events, under the names that EPCIS gives it. */
export interface DocumentHead {
  readonly type: 'EPCISDocument' | 'EPCISQueryDocument' | 'event'
  /** The context that holds for every event, as told. */
  readonly context: JsonValue
  readonly id?: string
  readonly schemaVersion?: string
  readonly creationDate?: string
  readonly instanceIdentifier?: string
  readonly sender?: string
  readonly receiver?: string
  readonly epcisHeader?: JsonObject
  readonly queryName?: string
  readonly subscriptionID?: string
}

/** A document all of whose events keep every rule. */
export interface CheckedDocument extends DocumentHead {
  /** In the order of the document. The same event told twice is here once. */
  readonly events: readonly CheckedEvent[]
}

/** A document whose own members keep every rule, with events that are looked at one by one. */
export interface OpenDocument extends DocumentHead {
  /** How many events it holds. */
  readonly length: number
  /**
   * Each event in the order of the document, checked when it is asked for, or why it is refused. The same event told
   * twice comes twice, as the same object. @throws CUSTODY_LIMIT_EXCEEDED when the events say too much together
   */
  readonly checked: () => Generator<CheckedEvent | SymbolonError, void>
}

/**
 * The document with its events as they were told and what they say, every rule of EPCIS 2.0 being kept; nothing of it
 * is taken when one event is refused. Contexts are never fetched: an extension needs a prefix that the document
 * explains, unless a context elsewhere is named that may do so.
 * @param document an EPCISDocument, an EPCISQueryDocument or a single event with its context, as `readEpcisJson` reads it
 * @throws CUSTODY_DOCUMENT_INVALID, CUSTODY_CONTEXT_INVALID, CUSTODY_EVENT_INVALID, CUSTODY_LIMIT_EXCEEDED with the JSON
 * pointer of the place
 * @source EPCIS 2.0 §7.4, §10; CBV 2.0 §7, §8.9; EPCIS 2.0 artefact epcis-json-schema.json
 */
export function checkDocument(document: JsonValue): CheckedDocument {
  const { length: _, checked, ...head } = openDocument(document)
  const events = new Set<CheckedEvent>()
  for (const event of checked()) {
    if (event instanceof SymbolonError) throw event
    events.add(event)
  }
  return { ...head, events: [...events] }
}

/**
 * Each event of a document by itself, or why it is refused, in the order of the document.
 * @param document as `checkDocument` takes it
 * @throws CUSTODY_DOCUMENT_INVALID, CUSTODY_CONTEXT_INVALID, CUSTODY_LIMIT_EXCEEDED for faults of the document itself
 * @source EPCIS 2.0 §12.6 (capture error behaviour `proceed`)
 */
export function checkEvents(document: JsonValue): (CheckedEvent | SymbolonError)[] {
  return [...openDocument(document).checked()]
}

/**
 * The document with everything around its events checked. Whoever has other work to do between events takes them from
 * here.
 * @param document as `checkDocument` takes it
 * @throws CUSTODY_DOCUMENT_INVALID, CUSTODY_CONTEXT_INVALID, CUSTODY_LIMIT_EXCEEDED
 */
export function openDocument(document: JsonValue): OpenDocument {
  const root = Place.ofDocument()
  if (!isObject(document)) return root.refuse(faults.object)
  const { type } = document
  if (type === undefined) root.refuse(faults.missing, 'type')
  if (isEventType(type)) return openEvent(document)
  if (type !== 'EPCISDocument' && type !== 'EPCISQueryDocument') root.refuse(reasons.document, 'type')
  const { namespaces, head } = openHead(document, root)
  const isQuery = type === 'EPCISQueryDocument'
  const pointer = isQuery ? '/epcisBody/queryResults/resultsBody/eventList' : '/epcisBody/eventList'
  const list = eventsAt(document, pointer)
  if (list.length > EPCIS_EVENTS_MAX) {
    throw custodyErrors.CUSTODY_LIMIT_EXCEEDED({ pointer, max: EPCIS_EVENTS_MAX, what: quantities.events })
  }
  const events = list.map((value, at) => ({ value, pointer: `${pointer}/${at}` }))
  return { ...head, length: events.length, checked: () => eachChecked(events, namespaces) }
}

function openHead(document: JsonObject, root: Place): { namespaces: Namespaces; head: DocumentHead } {
  const context = document['@context'] ?? root.refuse(faults.missing, '@context')
  const namespaces = checkWholeContext(context, { pointer: '/@context', namespaces: Namespaces.standard() })
  const { '@context': _, epcisBody, ...around } = document
  measureEvent(around, root)
  new ShapeCheck(namespaces).object(
    document,
    document.type === 'EPCISDocument' ? documentShape : queryDocumentShape,
    root,
  )
  const { queryResults } = epcisBody as { queryResults?: JsonObject }
  const { id, schemaVersion, creationDate, instanceIdentifier, sender, receiver, epcisHeader } = document
  const told = { id, schemaVersion, creationDate, instanceIdentifier, sender, receiver, epcisHeader }
  const asked = { queryName: queryResults?.queryName, subscriptionID: queryResults?.subscriptionID }
  const members = Object.entries({ ...told, ...asked }).filter(([, value]) => value !== undefined)
  return { namespaces, head: { type: document.type, context, ...Object.fromEntries(members) } as DocumentHead }
}

function openEvent(event: JsonObject): OpenDocument {
  const context = event['@context'] ?? Place.ofEvent('').refuse(faults.missing, '@context')
  const namespaces = checkWholeContext(context, { pointer: '/@context', namespaces: Namespaces.standard() })
  const events = [{ value: event, pointer: '' }]
  return { type: 'event', context, length: 1, checked: () => eachChecked(events, namespaces) }
}

function eventsAt(document: JsonObject, pointer: string): JsonValue[] {
  let found: JsonValue = document
  for (const step of pointer.slice(1).split('/')) found = (found as JsonObject)[step] as JsonValue
  return found as JsonValue[]
}

interface ToldEvent {
  readonly value: JsonValue
  readonly pointer: string
}

function* eachChecked(
  events: readonly ToldEvent[],
  namespaces: Namespaces,
): Generator<CheckedEvent | SymbolonError, void> {
  const told = new ToldEvents()
  let total = 0
  for (const { value, pointer } of events) {
    let checked: CheckedEvent | SymbolonError
    try {
      const { preHash, ...event } = checkEvent(value, { pointer, namespaces })
      total += preHash.length
      checked = told.once(event, Place.ofEvent(pointer))
    } catch (error) {
      if (!(error instanceof SymbolonError)) throw error
      checked = error
    }
    if (total > PRE_HASH_CHARS_MAX) {
      throw custodyErrors.CUSTODY_LIMIT_EXCEEDED({ pointer: '/', max: PRE_HASH_CHARS_MAX, what: quantities.expanded })
    }
    yield checked
  }
}

function checkEvent(
  value: JsonValue,
  at: { pointer: string; namespaces: Namespaces },
): CheckedEvent & { preHash: string } {
  const place = Place.ofEvent(at.pointer)
  measureEvent(value, place)
  if (!isObject(value)) return place.refuse(faults.object)
  const type = value.type ?? place.refuse(faults.missing, 'type')
  if (!isEventType(type)) return place.refuse(reasons.kind, 'type')
  const context = value['@context']
  const own = context === undefined || at.pointer === ''
  const namespaces = own ? at.namespaces : checkContext(context, { ...at, pointer: `${at.pointer}/@context` })
  new ShapeCheck(namespaces).object(value, eventShapes[type], place)
  eventRules[type](value, place)
  const preHash = preHashOf({ value, place, namespaces })
  return { event: value, facts: factsOf(value, { namespaces, hash: eventNi(preHash) }), preHash }
}

function isEventType(type: JsonValue | undefined): type is EpcisEventType {
  return typeof type === 'string' && Object.hasOwn(eventShapes, type)
}
