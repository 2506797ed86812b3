import { type JsonObject, type JsonValue, readJsonKeepingNumbers } from '../kernel/index.ts'
import { faults, quantities } from './error-reasons.ts'
import { custodyErrors } from './errors.ts'
import { isObject } from './leaf-text.ts'
import { EPCIS_DOCUMENT_CHARS_MAX, EPCIS_EVENTS_MAX } from './limits.ts'
import { measureEvent } from './measure-event.ts'
import { Namespaces } from './namespaces.ts'
import { Place } from './place.ts'
import type { PlacedEvent } from './pre-hash.ts'

/** Ways from the body of a document to its events: captured, captured alone, found by a query. @source EPCIS 2.0 §9, §10 */
const waysToEvents = [['eventList'], ['event'], ['queryResults', 'resultsBody', 'eventList']] as const

/** One of GS1's own examples has two event ids; an event's id is no part of its hash. */
const mayRepeat: ReadonlySet<string> = new Set(['eventID'])

/**
 * The value of an EPCIS document's text, numbers kept as they were written.
 * @param text up to EPCIS_DOCUMENT_CHARS_MAX UTF-16 units
 * @throws KERNEL_JSON_INVALID, KERNEL_JSON_REFUSED, CUSTODY_LIMIT_EXCEEDED
 * @source EPCIS 2.0 §10 (JSON and JSON-LD binding)
 */
export function readEpcisJson(text: string): JsonValue {
  if (text.length > EPCIS_DOCUMENT_CHARS_MAX) {
    const facts = { pointer: '/', max: EPCIS_DOCUMENT_CHARS_MAX, what: quantities.characters }
    throw custodyErrors.CUSTODY_LIMIT_EXCEEDED(facts)
  }
  return readJsonKeepingNumbers(text, { mayRepeat })
}

/**
 * The events of an EPCISDocument or EPCISQueryDocument, or the one event that the text is.
 * @throws KERNEL_JSON_INVALID, KERNEL_JSON_REFUSED, CUSTODY_DOCUMENT_INVALID, CUSTODY_CONTEXT_INVALID,
 * CUSTODY_LIMIT_EXCEEDED
 * @source EPCIS 2.0 §10 (JSON and JSON-LD binding)
 */
export function readEpcisDocument(text: string): PlacedEvent[] {
  const document = objectAt(readEpcisJson(text), '/')
  if (!Object.hasOwn(document, 'epcisBody')) {
    return [placedEvent(document, { pointer: '', namespaces: Namespaces.standard() })]
  }
  const context = document['@context']
  const standard = Namespaces.standard()
  const namespaces = context === undefined ? standard : standard.with(context, '/@context')
  return eventsIn(objectAt(document.epcisBody, '/epcisBody'), namespaces)
}

function eventsIn(body: JsonObject, namespaces: Namespaces): PlacedEvent[] {
  const way = waysToEvents.find(([first]) => Object.hasOwn(body, first))
  if (way === undefined) return refused('/epcisBody/eventList', 'missing')
  let pointer = '/epcisBody'
  let found: JsonValue | undefined = body
  for (const step of way) {
    found = objectAt(found, pointer)[step]
    pointer += `/${step}`
  }
  if (found === undefined || found === null) return refused(pointer, 'missing')
  const isList = Array.isArray(found)
  const events = Array.isArray(found) ? found : [found]
  if (events.length > EPCIS_EVENTS_MAX) {
    throw custodyErrors.CUSTODY_LIMIT_EXCEEDED({ pointer, max: EPCIS_EVENTS_MAX, what: quantities.events })
  }
  return events.map((event, index) =>
    placedEvent(event, { pointer: isList ? `${pointer}/${index}` : pointer, namespaces }),
  )
}

/** An event with the prefixes of its own context, if it has one. */
function placedEvent(value: JsonValue, at: { pointer: string; namespaces: Namespaces }): PlacedEvent {
  const place = Place.ofEvent(at.pointer)
  measureEvent(value, place)
  const context = isObject(value) ? value['@context'] : undefined
  const namespaces = context === undefined ? at.namespaces : at.namespaces.with(context, `${at.pointer}/@context`)
  return { value, place, namespaces }
}

function objectAt(value: JsonValue | undefined, pointer: string): JsonObject {
  return isObject(value) ? value : refused(pointer, value === undefined ? 'missing' : 'object')
}

function refused(pointer: string, fault: keyof typeof faults): never {
  throw custodyErrors.CUSTODY_DOCUMENT_INVALID({ pointer, reason: faults[fault] })
}
