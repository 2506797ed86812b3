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
  return `exists (select from unnest(${parameter(values, 'text[]')}) v where e.${field} = v or starts_with(e.${field}, v || '/'))`
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

/** Texts that begin so are a range of the index; no character comes after the last one of Unicode. */
function patternSql({ starts, holds }: Extract<IdPattern, { readonly starts: string }>, parameter: Parameter): string {
  const stored = storedEpc(starts)
  const start = parameter(stored, 'text')
  const after = parameter(`${stored}\u{10ffff}`, 'text')
  const rest =
    holds === undefined ? '' : ` and strpos(substr(about.epc, ${stored.length + 1}), ${parameter(holds, 'text')}) > 0`
  return `(about.epc >= ${start} collate "C" and about.epc < ${after} collate "C"${rest})`
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
  if ('part' in condition && condition.part) conditions.push(`s ->> 'part' = ${parameter(condition.part, 'text')}`)
  if ('uom' in condition && condition.uom)
    conditions.push(`s -> 'texts' ->> 'uom' = ${parameter(condition.uom, 'text')}`)
  return `exists (select from jsonb_array_elements(e.facts -> 'sensors') s where ${conditions.join(' and ')})`
}

function extensionSql(condition: Of<'extension'>, parameter: Parameter): string {
  const { place, name, by, inner, within } = condition
  const conditions = [
    `x ->> 'place' = ${parameter(place, 'text')}`,
    `x ->> '${by}' = ${parameter(name, 'text')}`,
    `(x ->> 'depth')::integer ${inner ? '> 0' : '= 0'}`,
  ]
  if (within !== undefined) conditions.push(`x ->> 'within' = ${parameter(within, 'text')}`)
  if (condition.operator !== 'exists') conditions.push(extensionValueSql(condition, parameter))
  return `exists (select from jsonb_array_elements(e.facts -> 'extensions') x where ${conditions.join(' and ')})`
}

function extensionValueSql(
  { operator, values }: Exclude<Of<'extension'>, { readonly operator: 'exists' }>,
  parameter: Parameter,
): string {
  const is = operators[operator]
  const numbers = values.flatMap(({ number }) => (number === undefined ? [] : [number]))
  const times = values.flatMap(({ time }) => (time === undefined ? [] : [time]))
  const met = [
    `(x ->> 'number')::float8 ${is} any(${parameter(numbers, 'float8[]')})`,
    `(x ->> 'time')::float8 ${is} any(${parameter(times, 'float8[]')})`,
  ]
  const texts = parameter(
    values.map(({ text }) => text),
    'text[]',
  )
  if (operator === 'eq') met.push(`x ->> 'text' = any(${texts})`)
  return `coalesce(${met.map((one) => `coalesce(${one}, false)`).join(' or ')})`
}
