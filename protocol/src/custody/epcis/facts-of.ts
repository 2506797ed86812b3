import type { JsonObject, JsonValue } from '../../kernel/index.ts'
import { type TermList, termIri } from '../cbv-terms.ts'
import { instantOf } from '../instant-text.ts'
import { leafText } from '../leaf-text.ts'
import type { Namespaces } from '../namespaces.ts'
import type { EpcFact, EpcisAction, EpcisEventType, ErrorFact, EventFacts, QuantityFact } from './event-facts.ts'
import { extensionsOf } from './extension-facts.ts'
import { sensorsOf } from './sensor-facts.ts'

type Building<Facts> = { -readonly [Name in keyof Facts]: Facts[Name] }
/** An object whose members are in shape already. */
type Checked = Readonly<Record<string, never>>

const epcFields = [
  ['epcList', 'epc'],
  ['childEPCs', 'child'],
  ['inputEPCList', 'input'],
  ['outputEPCList', 'output'],
] as const
const quantityFields = [
  ['quantityList', 'epc'],
  ['childQuantityList', 'child'],
  ['inputQuantityList', 'input'],
  ['outputQuantityList', 'output'],
] as const
const none: readonly never[] = []

/** What an event says that is in shape. Canonical texts come from where the hash had them from. */
export function factsOf(event: JsonObject, at: { namespaces: Namespaces; hash: string }): EventFacts {
  const { namespaces, hash } = at
  const facts: Building<EventFacts> = {
    type: event.type as EpcisEventType,
    hash,
    event_id: (event.eventID as string | undefined) ?? hash,
    event_time: instantIn(event.eventTime),
    time_zone: event.eventTimeZoneOffset as string,
    persistent_set: none,
    persistent_unset: none,
    epcs: epcsOf(event, namespaces),
    quantities: quantitiesOf(event, namespaces),
    transactions: typedOf(event.bizTransactionList, { part: 'bizTransaction', list: 'transaction', namespaces }),
    sources: typedOf(event.sourceList, { part: 'source', list: 'party', namespaces }),
    destinations: typedOf(event.destinationList, { part: 'destination', list: 'party', namespaces }),
    certifications: certificationsOf(event.certificationInfo),
    sensors: event.sensorElementList === undefined ? none : sensorsOf(event.sensorElementList, namespaces),
    extensions: extensionsOf(event, namespaces),
  }
  addOptional(facts, event, namespaces)
  return facts
}

function addOptional(facts: Building<EventFacts>, event: JsonObject, namespaces: Namespaces): void {
  const { recordTime, action, bizStep, disposition, persistentDisposition, readPoint, bizLocation } = event
  if (recordTime !== undefined) facts.record_time = instantIn(recordTime)
  if (action !== undefined) facts.action = action as EpcisAction
  if (bizStep !== undefined) facts.biz_step = termIn('bizStep', bizStep as string, namespaces)
  if (disposition !== undefined) facts.disposition = termIn('disposition', disposition as string, namespaces)
  if (readPoint !== undefined) facts.read_point = namespaces.canonical((readPoint as Checked).id as never)
  if (bizLocation !== undefined) facts.biz_location = namespaces.canonical((bizLocation as Checked).id as never)
  if (event.transformationID !== undefined) {
    facts.transformation_id = namespaces.canonical(event.transformationID as string)
  }
  if (persistentDisposition !== undefined) {
    const { set = [], unset = [] } = persistentDisposition as unknown as { set?: string[]; unset?: string[] }
    facts.persistent_set = set.map((word) => termIn('disposition', word, namespaces))
    facts.persistent_unset = unset.map((word) => termIn('disposition', word, namespaces))
  }
  if (event.errorDeclaration !== undefined) facts.error = errorOf(event.errorDeclaration as JsonObject, namespaces)
}

/** The IRI of a word of the CBV, or the URI of a word of another vocabulary in full. */
export function termIn(list: TermList, word: string, namespaces: Namespaces): string {
  return termIri(list, word) ?? namespaces.canonical(word)
}

/** The instant of a member that is one. */
export function instantIn(value: JsonValue | undefined): number {
  return instantOf(value as string) as number
}

/** The number of a member that is one, as near as a double comes to it. */
export function numberIn(value: JsonValue): number {
  return Number(leafText(value))
}

function epcsOf(event: JsonObject, namespaces: Namespaces): EpcFact[] {
  const epcs: EpcFact[] = []
  if (event.parentID !== undefined) {
    epcs.push({ role: 'parent', epc: namespaces.canonical(event.parentID as string) })
  }
  for (const [name, role] of epcFields) {
    const list = event[name]
    if (list === undefined) continue
    for (const epc of list as string[]) epcs.push({ role, epc: namespaces.canonical(epc) })
  }
  return epcs
}

function quantitiesOf(event: JsonObject, namespaces: Namespaces): readonly QuantityFact[] {
  const quantities: QuantityFact[] = []
  for (const [name, role] of quantityFields) {
    const list = event[name]
    if (list === undefined) continue
    for (const { epcClass, quantity, uom } of list as JsonObject[]) {
      const fact: Building<QuantityFact> = { role, epc_class: namespaces.canonical(epcClass as string) }
      if (quantity !== undefined) fact.quantity = numberIn(quantity)
      if (uom !== undefined) fact.uom = uom as string
      quantities.push(fact)
    }
  }
  return quantities
}

interface TypedList {
  readonly part: string
  readonly list: TermList
  readonly namespaces: Namespaces
}

function typedOf(value: JsonValue | undefined, { part, list, namespaces }: TypedList): { type: string; id: string }[] {
  if (value === undefined) return []
  return (value as Record<string, string>[]).map(({ type, [part]: id }) => {
    const canonical = namespaces.canonical(id as string)
    return type === undefined
      ? ({ id: canonical } as { type: string; id: string })
      : { type: termIn(list, type, namespaces), id: canonical }
  })
}

function certificationsOf(value: JsonValue | undefined): readonly string[] {
  if (value === undefined) return none
  return Array.isArray(value) ? (value as string[]) : [value as string]
}

function errorOf(declaration: JsonObject, namespaces: Namespaces): ErrorFact {
  const { declarationTime, reason, correctiveEventIDs = [] } = declaration
  const error = {
    declared_at: instantIn(declarationTime),
    corrective_event_ids: correctiveEventIDs as string[],
  }
  return reason === undefined ? error : { ...error, reason: termIn('reason', reason as string, namespaces) }
}
