import { recordsErrors } from '../errors.ts'
import { isResourceType } from '../fhir/definitions.ts'
import { baseOfUrl } from '../fhir/references.ts'
import { rangeOfText } from './date-range.ts'
import { searchPathsOf } from './search-paths.ts'

/** Matches on a page when a search does not say. */
export const SEARCH_COUNT_DEFAULT = 20
/** Matches on one page at most. */
export const SEARCH_COUNT_MAX = 500
/** Values of all parameters of one search together. */
export const SEARCH_VALUES_MAX = 100

/** How a date is compared. */
export type DatePrefix = 'eq' | 'ne' | 'gt' | 'lt' | 'ge' | 'le'

/** A comparison with a time that covers all instants of its precision, in milliseconds since 1970. */
export interface DateComparison {
  readonly prefix: DatePrefix
  readonly from: number
  readonly to: number
}

/** What matches may be ordered by. */
export type SortKey = '_id' | '_lastUpdated' | 'date'

/** One FHIR search. Conditions are joined by and, the values of one condition by or. */
export interface Search {
  readonly type: string
  readonly id: readonly (readonly string[])[]
  /** `Patient/…` or another `Type/id`; the whole URL for a resource of another server. */
  readonly patient: readonly (readonly string[])[]
  readonly subject: readonly (readonly string[])[]
  readonly category: readonly (readonly string[])[]
  readonly code: readonly (readonly string[])[]
  readonly status: readonly (readonly string[])[]
  readonly date: readonly (readonly DateComparison[])[]
  readonly last_updated: readonly (readonly DateComparison[])[]
  readonly sort: readonly { readonly by: SortKey; readonly descending: boolean }[]
  readonly count: number
  /** Only the number of matches is asked for. */
  readonly is_count_only: boolean
  readonly include: readonly ('patient' | 'subject')[]
  /** Where the page starts, as an earlier answer told. */
  readonly page: string | undefined
}

type Draft = {
  -readonly [Field in keyof Search]: Search[Field] extends readonly (infer Item)[] ? Item[] : Search[Field]
}

const prefixes = new Set(['eq', 'ne', 'gt', 'lt', 'ge', 'le'])
const jsonFormats = new Set(['json', 'application/json', 'application/fhir+json', 'text/json'])

/** True for a value of `_format` that asks for JSON; a plus that nobody encoded arrives as a space. */
export function isJsonFormat(value: string): boolean {
  return jsonFormats.has((value.split(';', 1)[0] ?? '').trimEnd().replaceAll(' ', '+'))
}

/**
 * A FHIR search of one type, from its query parameters in their order. Unknown parameters and modifiers are refused, never
 * ignored: an ignored one would widen the answer.
 * @param at.base the server that is asked, `https://node.example/fhir`: its own absolute references mean what it holds, those of
 *   any other server only what was kept with that very URL
 * @throws RECORDS_FHIR_SEARCH_TYPE, RECORDS_FHIR_SEARCH_PARAMETER, RECORDS_FHIR_SEARCH_VALUE, RECORDS_FHIR_SEARCH_MANY
 * @source R4 §3.1.1 Search
 */
export function parseSearch(
  type: string,
  query: Iterable<readonly [string, string]>,
  { base }: { readonly base?: string } = {},
): Search {
  if (!isResourceType(type)) throw recordsErrors.RECORDS_FHIR_SEARCH_TYPE()
  const search: Draft = {
    type,
    id: [],
    patient: [],
    subject: [],
    category: [],
    code: [],
    status: [],
    date: [],
    last_updated: [],
    sort: [],
    count: SEARCH_COUNT_DEFAULT,
    is_count_only: false,
    include: [],
    page: undefined,
  }
  let values = 0
  for (const [name, value] of query) {
    values += splitEscaped(value, ',').length
    if (values > SEARCH_VALUES_MAX) throw recordsErrors.RECORDS_FHIR_SEARCH_MANY({ values_max: SEARCH_VALUES_MAX })
    addParameter(search, { name, value, base })
  }
  return search
}

interface Parameter {
  readonly name: string
  readonly value: string
  readonly base: string | undefined
}

function addParameter(search: Draft, parameter: Parameter): void {
  const { name, value } = parameter
  const [plain = '', modifier] = name.split(':')
  const paths = searchPathsOf(search.type)
  if (plain === 'patient' || plain === 'subject') {
    if (!paths.has(plain) || (modifier !== undefined && modifier !== 'Patient')) throw unknown(search.type, name)
    search[plain].push(listOf(parameter).map((item) => referenceOf(item, parameter)))
    return
  }
  if (modifier !== undefined) throw unknown(search.type, name)
  switch (name) {
    case 'category':
    case 'code':
    case 'status':
      if (!paths.has(name)) throw unknown(search.type, name)
      search[name].push(splitEscaped(value, ',').map((item) => tokenOf(item, parameter)))
      return
    case 'date':
      if (!paths.has(name)) throw unknown(search.type, name)
      search.date.push(listOf(parameter).map((item) => comparisonOf(item, parameter)))
      return
    case '_lastUpdated':
      search.last_updated.push(listOf(parameter).map((item) => comparisonOf(item, parameter)))
      return
    case '_id':
      search.id.push(listOf(parameter).map((item) => idOf(item, parameter)))
      return
    default:
      addControl(search, parameter)
  }
}

/** Parameters that shape the answer. */
function addControl(search: Draft, parameter: Parameter): void {
  const { name, value } = parameter
  switch (name) {
    case '_sort':
      search.sort.push(...listOf(parameter).map((item) => sortOf(search.type, item, parameter)))
      return
    case '_count':
      search.count = countOf(parameter)
      return
    case '_summary':
      if (value !== 'count' && value !== 'false') throw wrong(parameter, 'count, false')
      search.is_count_only = value === 'count'
      return
    case '_include':
      search.include.push(...listOf(parameter).map((item) => includeOf(search.type, item, parameter)))
      return
    case '_total':
      if (value !== 'accurate' && value !== 'none') throw wrong(parameter, 'accurate, none')
      return
    case '_format':
      if (!isJsonFormat(value)) throw wrong(parameter, 'application/fhir+json')
      return
    case '_page':
      if (!/^[\w.~-]{1,256}$/.test(value)) throw wrong(parameter, 'a link of an earlier answer')
      search.page = value
      return
    default:
      throw unknown(search.type, name)
  }
}

function listOf(parameter: Parameter): string[] {
  const items = splitEscaped(parameter.value, ',').map(unescaped)
  if (items.some((item) => item === '')) throw wrong(parameter, 'a value')
  return items
}

/** @source R4 §3.1.1.4.12 reference: a relative reference and one under the server's own base mean the same */
function referenceOf(item: string, parameter: Parameter): string {
  const { base } = parameter
  const local = base !== undefined && item.startsWith(`${base}/`) ? item.slice(base.length + 1) : item
  const server = baseOfUrl(local) ?? ''
  const [, type = 'Patient', id] =
    /^(?:([A-Z][A-Za-z]+)\/)?([A-Za-z0-9\-.]{1,64})$/.exec(local.slice(server.length)) ?? []
  if (id === undefined || !isResourceType(type)) throw wrong(parameter, 'Patient/id')
  return `${server}${type}/${id}`
}

/** The one form of a token that rows are kept under: `system|code`, `|code`, `system|` or `code`. */
function tokenOf(item: string, parameter: Parameter): string {
  const parts = splitEscaped(item, '|')
  if (parts.length > 2 || parts.every((part) => part === '')) throw wrong(parameter, 'code, system|code')
  return parts.map(unescaped).join('|')
}

function comparisonOf(item: string, parameter: Parameter): DateComparison {
  const prefix = prefixes.has(item.slice(0, 2)) ? (item.slice(0, 2) as DatePrefix) : undefined
  const range = rangeOfText(prefix === undefined ? item : item.slice(2))
  if (range === undefined) throw wrong(parameter, 'eq|ne|gt|lt|ge|le, YYYY-MM-DDThh:mm:ssZ')
  return { prefix: prefix ?? 'eq', ...range }
}

function idOf(item: string, parameter: Parameter): string {
  if (!/^[A-Za-z0-9\-.]{1,64}$/.test(item)) throw wrong(parameter, 'id')
  return item
}

function sortOf(type: string, item: string, parameter: Parameter): { by: SortKey; descending: boolean } {
  const by = item.replace(/^-/, '')
  const isKnown = by === '_id' || by === '_lastUpdated' || (by === 'date' && searchPathsOf(type).has('date'))
  if (!isKnown)
    throw wrong(parameter, searchPathsOf(type).has('date') ? '_id, _lastUpdated, date' : '_id, _lastUpdated')
  return { by, descending: item.startsWith('-') }
}

function countOf(parameter: Parameter): number {
  if (!/^\d{1,9}$/.test(parameter.value)) throw wrong(parameter, `0 … ${SEARCH_COUNT_MAX}`)
  return Math.min(Number(parameter.value), SEARCH_COUNT_MAX)
}

function includeOf(type: string, item: string, parameter: Parameter): 'patient' | 'subject' {
  const [source, name, target] = item.split(':')
  const isKnown = name === 'patient' || name === 'subject'
  if (source !== type || !isKnown || !searchPathsOf(type).has(name) || (target ?? 'Patient') !== 'Patient') {
    throw wrong(parameter, `${type}:subject, ${type}:patient`)
  }
  return name
}

/** Splits at a sign that no backslash stands before. @source R4 §3.1.1.4.0.1 Escaping */
function splitEscaped(text: string, sign: ',' | '|'): string[] {
  const parts = ['']
  for (let i = 0; i < text.length; i++) {
    const letter = text.charAt(i)
    if (letter === '\\') parts[parts.length - 1] += letter + text.charAt(++i)
    else if (letter === sign) parts.push('')
    else parts[parts.length - 1] += letter
  }
  return parts
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, '$1')
}

function unknown(type: string, name: string) {
  const parameter = /^[\w:.-]{1,64}$/.test(name) ? name : '?'
  return recordsErrors.RECORDS_FHIR_SEARCH_PARAMETER({ type, parameter })
}

function wrong({ name }: Parameter, expected: string) {
  return recordsErrors.RECORDS_FHIR_SEARCH_VALUE({ parameter: name, expected })
}
