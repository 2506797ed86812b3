import type { CheckedEvent, EventFacts, ExtensionFact, SensorFact } from './event-facts.ts'
import type {
  AskedExtension,
  Comparison,
  EventQuery,
  ExtensionValue,
  IdPattern,
  PlainField,
  QueryCondition,
  TimeField,
} from './event-query.ts'

/**
 * True when every condition of the query holds for the event. This is what a query means; whatever answers one with an
 * index has to find the same events.
 * @source EPCIS 2.0 §8.2.7.1.1
 */
export function matchesQuery(query: EventQuery, event: CheckedEvent): boolean {
  return query.conditions.every((condition) => holds(condition, event.facts))
}

function holds(condition: QueryCondition, facts: EventFacts): boolean {
  switch (condition.field) {
    case 'event_time':
    case 'record_time':
    case 'error_declared_at':
      return compares(timeOf(facts, condition.field), condition)
    case 'epc':
      return facts.epcs.some(({ role, epc }) => condition.roles.includes(role) && isAmong(epc, condition.values))
    case 'epc_class':
      return facts.quantities.some(
        ({ role, epc_class }) => condition.roles.includes(role) && isAmong(epc_class, condition.values),
      )
    case 'quantity':
      return facts.quantities.some(({ quantity, uom }) => hasUnit(uom, condition) && compares(quantity, condition))
    case 'transaction':
    case 'source':
    case 'destination':
      return facts[`${condition.field}s`].some(
        ({ type, id }) => type === condition.type && condition.values.includes(id),
      )
    case 'error':
      return facts.error !== undefined
    case 'sensor':
      return facts.sensors.length > 0
    case 'sensor_text':
    case 'sensor_time':
    case 'sensor_number':
      return facts.sensors.some((sensor) => senses(sensor, condition))
    case 'extension':
      return facts.extensions.some((extension) => isAsked(extension, condition) && isHeld(extension, condition))
    case 'type':
    case 'action':
    case 'biz_step':
    case 'disposition':
    case 'persistent_set':
    case 'persistent_unset':
    case 'read_point':
    case 'biz_location':
    case 'transformation_id':
    case 'event_id':
    case 'error_reason':
    case 'corrective_event_id':
      return textsOf(facts, condition.field).some((text) => isOneOf(text, condition))
  }
}

function textsOf(facts: EventFacts, field: PlainField): readonly string[] {
  if (field === 'error_reason') return facts.error?.reason === undefined ? [] : [facts.error.reason]
  if (field === 'corrective_event_id') return facts.error?.corrective_event_ids ?? []
  const text = facts[field]
  if (text === undefined) return []
  return typeof text === 'string' ? [text] : text
}

function timeOf(facts: EventFacts, field: TimeField): number | undefined {
  return field === 'error_declared_at' ? facts.error?.declared_at : facts[field]
}

function isOneOf(text: string, condition: { operator: 'in' | 'within'; values: readonly string[] }): boolean {
  if (condition.values.includes(text)) return true
  return condition.operator === 'within' && condition.values.some((place) => text.startsWith(`${place}/254/`))
}

function isAmong(id: string, patterns: readonly IdPattern[]): boolean {
  return patterns.some((pattern) => {
    if ('is' in pattern) return id === pattern.is
    const { starts, holds: part, lacks } = pattern
    if (!id.startsWith(starts) || id.length === starts.length) return false
    return (part === undefined || id.includes(part, starts.length)) && (lacks === undefined || !id.includes(lacks))
  })
}

function compares(
  left: number | undefined,
  { operator, values }: { operator: Comparison; values: readonly number[] },
): boolean {
  return left !== undefined && values.some((right) => isSo(left, operator, right))
}

function isSo(left: number, operator: Comparison, right: number): boolean {
  switch (operator) {
    case 'eq':
      return left === right
    case 'gt':
      return left > right
    case 'ge':
      return left >= right
    case 'lt':
      return left < right
    case 'le':
      return left <= right
  }
}

function hasUnit(unit: string | undefined, { uom }: { uom?: string }): boolean {
  return uom === undefined || unit === uom
}

type SensorCondition = Extract<QueryCondition, { field: 'sensor_text' | 'sensor_time' | 'sensor_number' }>

function senses(sensor: SensorFact, condition: SensorCondition): boolean {
  if ('part' in condition && condition.part !== sensor.part) return false
  if (condition.field === 'sensor_time') return compares(sensor.times[condition.name], condition)
  if (condition.field === 'sensor_number') {
    return hasUnit(sensor.texts.uom, condition) && compares(sensor.numbers[condition.name], condition)
  }
  const text = sensor.texts[condition.name]
  return text !== undefined && condition.values.includes(text)
}

function isAsked(extension: ExtensionFact, { place, names, level, within }: AskedExtension): boolean {
  const isThere = extension.place === place && (extension.depth === 0) === (level === 'outer')
  const isNamed = names.includes(extension.name) || names.includes(extension.told)
  return isThere && isNamed && (within === undefined || within === extension.within || within === extension.within_told)
}

function isHeld(extension: ExtensionFact, condition: Extract<QueryCondition, { field: 'extension' }>): boolean {
  if (condition.operator === 'exists') return true
  const { operator, values } = condition
  return values.some((value) => isMet(extension, value, operator))
}

/** Numbers with numbers, instants with instants; equal texts of any other kind. */
function isMet(extension: ExtensionFact, value: ExtensionValue, operator: Comparison): boolean {
  if (value.number !== undefined) {
    return extension.number !== undefined && isSo(extension.number, operator, value.number)
  }
  if (value.time !== undefined) return extension.time !== undefined && isSo(extension.time, operator, value.time)
  return operator === 'eq' && extension.text === value.text
}
