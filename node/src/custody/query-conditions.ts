import type { Comparison, EpcRole, IdPattern, QueryCondition } from '@symbolon/protocol/custody'
import { classRoles, digestOfNi, epcRoles } from './event-rows.ts'
import { storedEpc } from './stored-epc.ts'

/** Takes a value and answers with the SQL that stands for it, cast to the type. */
export type Parameter = (value: unknown, type: string) => string

const operators: Readonly<Record<Comparison, string>> = { eq: '=', gt: '>', ge: '>=', lt: '<', le: '<=' }

/** SQL that is true where the condition holds for the event `e`. Never null where it decides. */
export function conditionSql(condition: QueryCondition, parameter: Parameter): string {
  const { field } = condition
  if (field === 'epc' || field === 'epc_class') return matchSql(condition, parameter)
  if (field === 'quantity') return quantitySql(condition, parameter)
  if (field === 'transaction' || field === 'source' || field === 'destination') return typedSql(condition, parameter)
  if (field === 'error') return 'e.declared_at is not null'
  if (field === 'sensor') return `e.facts ? 'sensors'`
  if (field === 'sensor_text' || field === 'sensor_time' || field === 'sensor_number')
    return sensorSql(condition, parameter)
  if (field === 'extension') return extensionSql(condition, parameter)
  if (field === 'event_time' || field === 'record_time' || field === 'error_declared_at')
    return timeSql(condition, parameter)
  return condition.operator === 'within' ? withinSql(condition, parameter) : plainSql(condition as Plain, parameter)
}

type Of<Field extends QueryCondition['field']> = Extract<QueryCondition, { readonly field: Field }>
type Plain = Extract<QueryCondition, { readonly operator: 'in'; readonly field: keyof typeof plainColumns }>

/** What compares with `= any` stands to the left of it. */
const plainColumns = {
  type: 'e.type',
  action: 'e.action',
  biz_step: 'e.biz_step',
  disposition: 'e.disposition',
  read_point: 'e.read_point',
  biz_location: 'e.biz_location',
  transformation_id: `e.facts ->> 'transformation_id'`,
  error_reason: `e.facts -> 'error' ->> 'reason'`,
  persistent_set: `e.facts -> 'persistent_set'`,
  persistent_unset: `e.facts -> 'persistent_unset'`,
  corrective_event_id: `e.facts -> 'error' -> 'corrective_event_ids'`,
  event_id: 'e.event_id',
} as const

const lists: ReadonlySet<string> = new Set(['persistent_set', 'persistent_unset', 'corrective_event_id'])

function plainSql({ field, values }: Plain, parameter: Parameter): string {
  const told = parameter(values, 'text[]')
  if (lists.has(field)) return `coalesce(${plainColumns[field]} ?| ${told}, false)`
  const isTold = `coalesce(${plainColumns[field]} = any(${told}), false)`
  if (field !== 'event_id') return isTold
  const digests = values.filter((id) => /^ni:\/\/\/sha-256;[0-9a-f]{64}\?ver=CBV2\.0$/.test(id)).map(digestOfNi)
  return `(${isTold} or e.event_id is null
    and e.hash in (select decode(d, 'hex') from unnest(${parameter(digests, 'text[]')}) d))`
}

/** A GLN and all places that are extensions of it. @source EPCIS 2.0 §8.2.7.1 WD_readPoint; CBV 2.0 §8.6 */
function withinSql(
  { field, values }: Extract<QueryCondition, { readonly operator: 'within' }>,
  parameter: Parameter,
): string {
  return `exists (select from unnest(${parameter(values, 'text[]')}) v where e.${field} = v or starts_with(e.${field}, v || '/254/'))`
}

const timeColumns = { event_time: 'e.event_time', record_time: 'e.recorded_at', error_declared_at: 'e.declared_at' }

function timeSql({ field, operator, values }: Of<keyof typeof timeColumns>, parameter: Parameter): string {
  const times = parameter(
    values.map((value) => new Date(value)),
    'timestamptz[]',
  )
  return `coalesce(${timeColumns[field]} ${operators[operator]} any(${times}), false)`
}

function matchSql({ field, roles, values }: Of<'epc' | 'epc_class'>, parameter: Parameter): string {
  const numbers: readonly number[] = roles.map((role) => roleNumber(field, role))
  const exact = values.flatMap((value) => ('is' in value ? [storedEpc(value.is)] : []))
  const patterns = values.flatMap((value) => ('starts' in value ? [patternSql(value, parameter)] : []))
  const is = exact.length > 0 ? [`about.epc = any(${parameter(exact, 'text[]')})`] : []
  return `e.event in (select about.event from custody.event_epc about
    where about.role = any(${parameter(numbers, 'smallint[]')}) and (${[...is, ...patterns, 'false'].join(' or ')}))`
}

function roleNumber(field: 'epc' | 'epc_class', role: EpcRole): number {
  if (field === 'epc') return epcRoles[role]
  return role === 'parent' ? 0 : classRoles[role]
}

/** Texts that begin so and go on are a range of the index; no character comes after the last one of Unicode. */
function patternSql(
  { starts, holds, lacks }: Extract<IdPattern, { readonly starts: string }>,
  parameter: Parameter,
): string {
  const stored = storedEpc(starts)
  const conditions = [
    `about.epc > ${parameter(stored, 'text')} collate "C"`,
    `about.epc < ${parameter(`${stored}\u{10ffff}`, 'text')} collate "C"`,
  ]
  const rest = `substr(about.epc, ${[...stored].length + 1})`
  if (holds !== undefined) conditions.push(`strpos(${rest}, ${parameter(holds, 'text')}) > 0`)
  if (lacks !== undefined) conditions.push(`strpos(about.epc, ${parameter(lacks, 'text')}) = 0`)
  return `(${conditions.join(' and ')})`
}

function quantitySql({ operator, uom, values }: Of<'quantity'>, parameter: Parameter): string {
  const unit = uom === undefined ? '' : ` and q ->> 'uom' = ${parameter(uom, 'text')}`
  return `exists (select from jsonb_array_elements(e.facts -> 'quantities') q
    where (q ->> 'quantity')::float8 ${operators[operator]} any(${parameter(values, 'float8[]')})${unit})`
}

const typedLists = { transaction: 'transactions', source: 'sources', destination: 'destinations' } as const

function typedSql({ field, type, values }: Of<keyof typeof typedLists>, parameter: Parameter): string {
  return `exists (select from jsonb_array_elements(e.facts -> '${typedLists[field]}') t
    where t ->> 'type' = ${parameter(type, 'text')} and t ->> 'id' = any(${parameter(values, 'text[]')}))`
}

function sensorSql(condition: Of<'sensor_text' | 'sensor_time' | 'sensor_number'>, parameter: Parameter): string {
  const { field, name, operator, values } = condition
  const conditions: string[] = []
  const key = parameter(name, 'text')
  if (operator === 'in') conditions.push(`s -> 'texts' ->> ${key} = any(${parameter(values, 'text[]')})`)
  else {
    const told = field === 'sensor_time' ? 'times' : 'numbers'
    const numbers = parameter(values, 'float8[]')
    conditions.push(`(s -> '${told}' ->> ${key})::float8 ${operators[operator]} any(${numbers})`)
  }
  if ('part' in condition && condition.part !== undefined)
    conditions.push(`s ->> 'part' = ${parameter(condition.part, 'text')}`)
  if ('uom' in condition && condition.uom !== undefined)
    conditions.push(`s -> 'texts' ->> 'uom' = ${parameter(condition.uom, 'text')}`)
  return `exists (select from jsonb_array_elements(e.facts -> 'sensors') s where ${conditions.join(' and ')})`
}

function extensionSql(condition: Of<'extension'>, parameter: Parameter): string {
  const { place, names, level, within } = condition
  const among = parameter(names, 'text[]')
  const conditions = [
    `x ->> 'place' = ${parameter(place, 'text')}`,
    `(x ->> 'name' = any(${among}) or x ->> 'told' = any(${among}))`,
    `(x ->> 'depth')::integer ${level === 'outer' ? '= 0' : '> 0'}`,
  ]
  if (within !== undefined) {
    const holder = parameter(within, 'text')
    conditions.push(`(x ->> 'within' = ${holder} or x ->> 'within_told' = ${holder})`)
  }
  if (condition.operator !== 'exists') conditions.push(extensionValueSql(condition, parameter))
  return `exists (select from jsonb_array_elements(e.facts -> 'extensions') x where ${conditions.join(' and ')})`
}

/** Numbers with numbers, instants with instants; equal texts of any other kind. */
function extensionValueSql(
  { operator, values }: Exclude<Of<'extension'>, { readonly operator: 'exists' }>,
  parameter: Parameter,
): string {
  const is = operators[operator]
  const numbers = values.flatMap(({ number }) => number ?? [])
  const times = values.flatMap(({ number, time }) => (number === undefined ? (time ?? []) : []))
  const texts = values.flatMap(({ number, time, text }) => (number === undefined && time === undefined ? [text] : []))
  const met = [
    `coalesce((x ->> 'number')::float8 ${is} any(${parameter(numbers, 'float8[]')}), false)`,
    `coalesce((x ->> 'time')::float8 ${is} any(${parameter(times, 'float8[]')}), false)`,
  ]
  if (operator === 'eq') met.push(`coalesce(x ->> 'text' = any(${parameter(texts, 'text[]')}), false)`)
  return `(${met.join(' or ')})`
}
