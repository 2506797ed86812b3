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

export interface ContainmentMark {
  /** Empty: all that the parent holds. */
  readonly child: string
  readonly mark: 'in' | 'out' | 'gone'
  readonly parent: string
  readonly is_association: boolean
}

export interface LineageMark {
  /** Null: the event itself is the whole transformation. */
  readonly transformation: string | null
  readonly is_output: boolean
  readonly epc: string
}

/** Where an event of a capture is stored under. */
export interface EventPlace {
  readonly entry: Id<'receipt'>
  readonly context: number
}

export function eventRow({ event, facts }: CheckedEvent, { entry, context }: EventPlace): EventRow {
  const hash = digestOfNi(facts.hash)
  const { error } = facts
  return {
    identity: error === undefined ? hash : declarationIdentity(hash, error),
    hash,
    entry,
    event_id: facts.event_id === facts.hash ? null : facts.event_id,
    named: namedGlns(facts),
    type: facts.type,
    event_time: new Date(facts.event_time),
    declared_at: error === undefined ? null : new Date(error.declared_at),
    action: facts.action ?? null,
    biz_step: facts.biz_step ?? null,
    disposition: facts.disposition ?? null,
    read_point: facts.read_point ?? null,
    biz_location: facts.biz_location ?? null,
    context,
    body: event,
    facts: facts as unknown as JsonObject,
    epcs: epcsOf(facts),
    marks: error === undefined ? containmentMarks(facts) : [],
    lineage: error === undefined ? lineageMarks(facts) : [],
  }
}

/** The 64 hexadecimal digits of an event hash. */
export function digestOfNi(ni: string): string {
  return ni.slice(ni.indexOf(';') + 1, ni.indexOf('?'))
}

/** A declaration repeats its event to the letter, so the hash alone is the event's. @source EPCIS 2.0 §7.4.1.2 */
function declarationIdentity(hash: string, error: NonNullable<EventFacts['error']>): string {
  const declared = canonicalJson(JSON.parse(JSON.stringify(error)) as JsonValue)
  return createHash('sha256').update(`${hash}\n${declared}`).digest('hex')
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
  const gone = type === 'TransformationEvent' ? of('input') : type === 'ObjectEvent' && action === 'DELETE' ? of('epc') : []
  if (gone.length > 0) return gone.map((child) => ({ child, mark: 'gone', parent: '', is_association: false }))
  const [parent] = of('parent')
  const is_association = type === 'AssociationEvent'
  if (parent === undefined || !(is_association || type === 'AggregationEvent')) return []
  const children = of('child')
  const mark = action === 'DELETE' ? 'out' : 'in'
  const emptied = mark === 'out' && children.length === 0 && facts.quantities.length === 0
  return (emptied ? [''] : children).map((child) => ({ child, mark, parent, is_association }))
}

function lineageMarks({ type, transformation_id = null, epcs, quantities }: EventFacts): LineageMark[] {
  if (type !== 'TransformationEvent') return []
  const things = [...epcs, ...quantities.map(({ role, epc_class }) => ({ role, epc: epc_class }))]
  return things.map(({ role, epc }) => ({
    transformation: transformation_id,
    is_output: role === 'output',
    epc: storedEpc(epc),
  }))
}
