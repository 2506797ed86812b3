import { createHash } from 'node:crypto'
import type { CheckedEvent, EventFacts } from '@symbolon/protocol/custody'
import { canonicalJson, type Id, type JsonObject, type JsonValue } from '@symbolon/protocol/kernel'
import { storedEpc } from './stored-epc.ts'

/** In what way an event is about a thing or a class, as `custody.event_epc` numbers it. */
export const epcRoles = { epc: 1, parent: 2, child: 3, input: 4, output: 5 } as const
export const classRoles = { epc: 6, child: 7, input: 8, output: 9 } as const

/** One event as the statement that stores it takes it; members are columns of `custody.event` and rows beside it. */
export interface EventRow {
  readonly identity: string
  readonly hash: string
  readonly entry: Id<'receipt'>
  readonly event_id: string | null
  readonly context: number
  readonly body: JsonObject
  readonly facts: JsonObject
  readonly epcs: readonly { readonly epc: string; readonly role: number }[]
  readonly marks: readonly ContainmentMark[]
  readonly lineage: readonly LineageMark[]
  readonly [column: string]: unknown
}

/** What a mark of containment says, as `custody.containment_mark` numbers it. */
export const marks = { out: 0, in: 1, gone: 2 } as const

export interface ContainmentMark {
  /** Empty: all that the parent holds. */
  readonly child: string
  readonly mark: number
  readonly parent: string
  readonly is_association: boolean
}

export interface LineageMark {
  /** Null: the event itself is the whole transformation. */
  readonly transformation: string | null
  readonly is_output: boolean
  readonly epc: string
}

/** Where an event of a capture is stored, and who tells it. */
export interface EventPlace {
  readonly captor: Id<'party'>
  readonly entry: Id<'receipt'>
  readonly context: number
}

export function eventRow({ event, facts }: CheckedEvent, { captor, entry, context }: EventPlace): EventRow {
  const hash = digestOfNi(facts.hash)
  const { error } = facts
  return {
    identity: error === undefined ? hash : declarationIdentity(`${hash}\n${captor}`, error),
    hash,
    entry,
    event_id: facts.event_id === facts.hash ? null : facts.event_id,
    named: namedGlns(facts),
    type: facts.type,
    event_ms: facts.event_time,
    declared_ms: error?.declared_at ?? null,
    action: facts.action ?? null,
    biz_step: facts.biz_step ?? null,
    disposition: facts.disposition ?? null,
    read_point: facts.read_point ?? null,
    biz_location: facts.biz_location ?? null,
    context,
    body: event,
    facts: factsBeside(facts),
    epcs: epcsOf(facts),
    marks: error === undefined ? containmentMarks(facts) : [],
    lineage: error === undefined ? lineageMarks(facts) : [],
  }
}

/** What has a column or a table of its own; the rest is looked for among the facts. */
const apart: ReadonlySet<string> = new Set<keyof EventFacts>([
  'type',
  'hash',
  'event_id',
  'event_time',
  'record_time',
  'time_zone',
  'action',
  'biz_step',
  'disposition',
  'read_point',
  'biz_location',
  'epcs',
])

function factsBeside(facts: EventFacts): JsonObject {
  const rest = Object.entries(facts).filter(
    ([name, value]) => !apart.has(name) && !(Array.isArray(value) && value.length === 0),
  )
  return Object.fromEntries(rest) as JsonObject
}

/** The 64 hexadecimal digits of an event hash. */
export function digestOfNi(ni: string): string {
  return ni.slice(ni.indexOf(';') + 1, ni.indexOf('?'))
}

/**
 * A declaration repeats its event to the letter, so the hash alone is the event's; and it is a word of whoever gives it,
 * so that nobody's can stand in for another's. @source EPCIS 2.0 §7.4.1.2
 */
function declarationIdentity(declared: string, error: NonNullable<EventFacts['error']>): string {
  const words = canonicalJson(JSON.parse(JSON.stringify(error)) as JsonValue)
  return createHash('sha256').update(`${declared}\n${words}`).digest('hex')
}

function epcsOf({ epcs, quantities }: EventFacts): EventRow['epcs'] {
  return [
    ...epcs.map(({ epc, role }) => ({ epc: storedEpc(epc), role: epcRoles[role] })),
    ...quantities.map(({ epc_class, role }) => ({ epc: storedEpc(epc_class), role: classRoles[role] })),
  ]
}

/** GLNs of the parties and places that an event names, whoever they belong to. @source CBV 2.0 §8.5, §8.6 */
function namedGlns(facts: EventFacts): number[] {
  const named = [facts.read_point, facts.biz_location, ...facts.sources.map(idOf), ...facts.destinations.map(idOf)]
  return [...new Set(named.flatMap((uri) => (uri === undefined ? [] : (glnIn(uri) ?? []))))]
}

function idOf({ id }: { readonly id: string }): string {
  return id
}

/** The GLN of a party, or of a place whatever part of it is meant. */
function glnIn(uri: string): number | undefined {
  const [, digits] = /^https:\/\/id\.gs1\.org\/(?:414|417)\/(\d{13})(?:\/|$)/.exec(uri) ?? []
  return digits === undefined ? undefined : Number(digits)
}

/**
 * What an event says of what is in what: adding and observing that it is, deleting that it no longer is. What is taken
 * out of the world, or goes into something else, is in nothing any more.
 * @source EPCIS 2.0 §7.4.3 AggregationEvent, §7.4.6 AssociationEvent
 */
function containmentMarks(facts: EventFacts): ContainmentMark[] {
  const { type, action, epcs } = facts
  const of = (role: keyof typeof epcRoles) => epcs.filter((one) => one.role === role).map(({ epc }) => storedEpc(epc))
  const gone =
    type === 'TransformationEvent' ? of('input') : type === 'ObjectEvent' && action === 'DELETE' ? of('epc') : []
  if (gone.length > 0) return gone.map((child) => ({ child, mark: marks.gone, parent: '', is_association: false }))
  const [parent] = of('parent')
  const is_association = type === 'AssociationEvent'
  if (parent === undefined || !(is_association || type === 'AggregationEvent')) return []
  const children = of('child')
  const mark = action === 'DELETE' ? marks.out : marks.in
  const emptied = mark === marks.out && children.length === 0 && facts.quantities.length === 0
  return (emptied ? [''] : children).map((child) => ({ child, mark, parent, is_association }))
}

function lineageMarks({ type, transformation_id, epcs, quantities }: EventFacts): LineageMark[] {
  if (type !== 'TransformationEvent') return []
  const things = [...epcs, ...quantities.map(({ role, epc_class }) => ({ role, epc: epc_class }))]
  return things.map(({ role, epc }) => ({
    transformation: transformation_id ?? null,
    is_output: role === 'output',
    epc: storedEpc(epc),
  }))
}
