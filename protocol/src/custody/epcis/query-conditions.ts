import type { Asked } from './asked.ts'
import { termAsked } from './asked.ts'
import type { EpcRole, ExtensionPlace, SensorText } from './event-facts.ts'
import type { Comparison, QueryCondition } from './event-query.ts'
import { eventShapes } from './event-shapes.ts'
import { isSensorNumber, isSensorText, isSensorTime, sensorText, sensorTextKind } from './sensor-facts.ts'

type Reader = (asked: Asked) => QueryCondition

const actions: ReadonlySet<string> = new Set(['ADD', 'OBSERVE', 'DELETE'])
const types: ReadonlySet<string> = new Set(Object.keys(eventShapes))
const truths: ReadonlySet<string> = new Set(['true', 'false'])

/** Parameters whose name is always the same. @source EPCIS 2.0 §8.2.7.1.1 */
const named: Readonly<Record<string, Reader>> = {
  eventType: (asked) => ({ field: 'type', operator: 'in', values: asked.words(types) }),
  EQ_action: (asked) => ({ field: 'action', operator: 'in', values: asked.words(actions) }),
  EQ_bizStep: (asked) => ({ field: 'biz_step', operator: 'in', values: asked.terms('bizStep') }),
  EQ_disposition: (asked) => ({ field: 'disposition', operator: 'in', values: asked.terms('disposition') }),
  EQ_persistentDisposition_set: (asked) => ({
    field: 'persistent_set',
    operator: 'in',
    values: asked.terms('disposition'),
  }),
  EQ_persistentDisposition_unset: (asked) => ({
    field: 'persistent_unset',
    operator: 'in',
    values: asked.terms('disposition'),
  }),
  EQ_readPoint: (asked) => ({ field: 'read_point', operator: 'in', values: asked.ids() }),
  WD_readPoint: (asked) => ({ field: 'read_point', operator: 'within', values: asked.ids() }),
  EQ_bizLocation: (asked) => ({ field: 'biz_location', operator: 'in', values: asked.ids() }),
  WD_bizLocation: (asked) => ({ field: 'biz_location', operator: 'within', values: asked.ids() }),
  EQ_transformationID: (asked) => ({ field: 'transformation_id', operator: 'in', values: asked.ids() }),
  EQ_eventID: (asked) => ({ field: 'event_id', operator: 'in', values: asked.uris() }),
  EXISTS_errorDeclaration: (asked) => existing(asked, 'error'),
  EQ_errorReason: (asked) => ({ field: 'error_reason', operator: 'in', values: asked.terms('reason') }),
  EQ_correctiveEventID: (asked) => ({ field: 'corrective_event_id', operator: 'in', values: asked.uris() }),
  EXISTS_sensorElementList: (asked) => existing(asked, 'sensor'),
  ...matching('epc', 'instances', {
    MATCH_epc: ['epc', 'child'],
    MATCH_parentID: ['parent'],
    MATCH_inputEPC: ['input'],
    MATCH_outputEPC: ['output'],
    MATCH_anyEPC: ['epc', 'child', 'input', 'output', 'parent'],
  }),
  ...matching('epc_class', 'classes', {
    MATCH_epcClass: ['epc', 'child'],
    MATCH_inputEPCClass: ['input'],
    MATCH_outputEPCClass: ['output'],
    MATCH_anyEPCClass: ['epc', 'child', 'input', 'output'],
  }),
}

function existing(asked: Asked, field: 'error' | 'sensor'): QueryCondition {
  asked.exists()
  return { field, operator: 'exists' }
}

function matching(
  field: 'epc' | 'epc_class',
  asks: 'instances' | 'classes',
  roles: Readonly<Record<string, readonly EpcRole[]>>,
): Record<string, Reader> {
  const readers = Object.entries(roles).map(([name, of]) => {
    const reader: Reader = (asked) => ({ field, operator: 'match', roles: of, values: asked.patterns(asks) })
    return [name, reader] as const
  })
  return Object.fromEntries(readers)
}

const times = { eventTime: 'event_time', recordTime: 'record_time', errorDeclarationTime: 'error_declared_at' } as const
const typed = { bizTransaction: 'transaction', source: 'source', destination: 'destination' } as const
const places: Readonly<Record<string, ExtensionPlace>> = {
  ILMD: 'ilmd',
  ERROR_DECLARATION: 'error',
  SENSORELEMENT: 'sensor_element',
  SENSORMETADATA: 'sensor_metadata',
  SENSORREPORT: 'sensor_report',
  readPoint: 'read_point',
  bizLocation: 'biz_location',
}

/** Parameters whose name says which unit, kind or extension they are about. The first form that fits reads. */
const formed: readonly (readonly [RegExp, (asked: Asked, parts: readonly string[]) => QueryCondition | undefined])[] = [
  [/^(GE|LT)_(eventTime|recordTime|errorDeclarationTime|errorDeclaration_Time)$/, timed],
  [/^EQ_(bizTransaction|source|destination)_(.+)$/, ofKind],
  [/^(EQ|GT|GE|LT|LE)_quantity(?:_([A-Z0-9]{2,4}))?$/, counted],
  [/^EQ_?ATTR_(.+)_([^_]+)$/, ofAttribute],
  [/^HASATTR_(.+)$/, withAttribute],
  [/^(EQ|GE|LT)_(?:SENSOR(METADATA|REPORT)_)?([A-Za-z]+)$/, sensed],
  [/^(EQ|GT|GE|LT|LE)_([A-Za-z]+)(?:_([A-Z0-9]{2,4}))?$/, measured],
  [
    /^(EQ|GT|GE|LT|LE|EXISTS)_(INNER_)?(?:(ILMD|ERROR_DECLARATION|SENSORELEMENT|SENSORMETADATA|SENSORREPORT|readPoint|bizLocation)_)?([^:]+:.+)$/,
    extended,
  ],
]

/** The condition that a parameter of a query is. @throws CUSTODY_QUERY_INVALID */
export function conditionOf(asked: Asked): QueryCondition {
  if (Object.hasOwn(named, asked.parameter)) return (named[asked.parameter] as Reader)(asked)
  for (const [form, read] of formed) {
    const parts = form.exec(asked.parameter)
    const condition = parts === null ? undefined : read(asked, parts.slice(1))
    if (condition !== undefined) return condition
  }
  return asked.refuse('unknown')
}

function comparison(word: string | undefined): Comparison {
  return (word ?? '').toLowerCase() as Comparison
}

function timed(asked: Asked, [operator, name = '']: readonly string[]): QueryCondition {
  const field = times[name.replace('_', '') as keyof typeof times]
  return { field, operator: comparison(operator), values: asked.instants() }
}

function ofKind(asked: Asked, [list, kind = '']: readonly string[]): QueryCondition {
  const field = typed[list as keyof typeof typed]
  const type = termAsked(kind, field === 'transaction' ? 'transaction' : 'party', asked.namespaces)
  return { field, operator: 'in', type: type ?? asked.refuse('unknown'), values: asked.ids() }
}

function counted(asked: Asked, [word, uom]: readonly string[]): QueryCondition {
  const operator = comparison(word)
  const condition = { field: 'quantity', operator, values: asked.numbers(operator) } as const
  return uom === undefined ? condition : { ...condition, uom }
}

function sensed(asked: Asked, [word, of, name = '']: readonly string[]): QueryCondition | undefined {
  const operator = comparison(word)
  const part = of === undefined ? {} : ({ part: of === 'METADATA' ? 'metadata' : 'report' } as const)
  if (isSensorTime(name) && operator !== 'eq') {
    return { field: 'sensor_time', operator, ...part, name, values: asked.instants() }
  }
  if (!isSensorText(name) || operator !== 'eq' || name === 'uom') return undefined
  return { field: 'sensor_text', operator: 'in', ...part, name, values: sensorTexts(asked, name) }
}

function sensorTexts(asked: Asked, name: SensorText): readonly string[] {
  if (name === 'booleanValue') return asked.words(truths)
  const kind = sensorTextKind(name)
  if (kind === 'id') return asked.ids()
  if (kind === 'plain' || kind === 'hex') return asked.texts().map((text) => sensorText(name, text, asked.namespaces))
  return asked.terms(kind)
}

/** A number of a sensor needs its unit; only the rank of a percentile has none. */
function measured(asked: Asked, [word, name = '', uom]: readonly string[]): QueryCondition | undefined {
  if (!isSensorNumber(name) || (uom === undefined) !== (name === 'percRank')) return undefined
  const operator = comparison(word)
  const condition = { field: 'sensor_number', operator, name, values: asked.numbers(operator) } as const
  return uom === undefined ? condition : { ...condition, uom }
}

function extended(asked: Asked, [word, inner, of, name = '']: readonly string[]): QueryCondition {
  const extension = {
    field: 'extension',
    place: of === undefined ? 'event' : (places[of] as ExtensionPlace),
    names: [asked.namespaces.nameOf(name)],
    level: inner === undefined ? 'outer' : 'inner',
  } as const
  if (word === 'EXISTS') {
    asked.exists()
    return { ...extension, operator: 'exists' }
  }
  const operator = comparison(word)
  return { ...extension, operator, values: asked.extensionValues(operator) }
}

/** JSON has no attributes: what XML has as one is a field of the extension. */
function withAttribute(asked: Asked, [name = '']: readonly string[]): QueryCondition | undefined {
  if (!name.includes(':')) return undefined
  const names = asked.texts().map((one) => asked.namespaces.nameOf(one))
  const within = asked.namespaces.nameOf(name)
  return { field: 'extension', place: 'event', names, level: 'inner', within, operator: 'exists' }
}

function ofAttribute(asked: Asked, [name = '', attribute = '']: readonly string[]): QueryCondition | undefined {
  if (!name.includes(':')) return undefined
  const within = asked.namespaces.nameOf(name)
  const names = [asked.namespaces.nameOf(attribute)]
  const values = asked.extensionValues('eq')
  return { field: 'extension', place: 'event', names, level: 'inner', within, operator: 'eq', values }
}
