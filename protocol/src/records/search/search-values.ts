import { recordsErrors } from '../errors.ts'
import { isResourceType } from '../fhir/definitions.ts'
import { baseOfUrl } from '../fhir/references.ts'
import { rangeOfText } from './date-range.ts'

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

const prefixes = new Set(['eq', 'ne', 'gt', 'lt', 'ge', 'le'])
const jsonFormats = new Set(['json', 'application/json', 'application/fhir+json', 'text/json'])

/** True for a value of `_format` that asks for JSON; a plus that nobody encoded arrives as a space. */
export function isJsonFormat(value: string): boolean {
  return jsonFormats.has((value.split(';', 1)[0] ?? '').trimEnd().replaceAll(' ', '+'))
}

/** Which part of what a search finds is answered. */
export interface SearchPaging {
  readonly count: number
  /** Only the number of matches is asked for. */
  readonly is_count_only: boolean
  /** Unset where the asker leaves it to the server. */
  readonly is_total_asked: boolean | undefined
  /** Where the page starts, as an earlier answer told. */
  readonly page: string | undefined
}

/** What is answered when a query does not say. */
export const firstPage: SearchPaging = {
  count: SEARCH_COUNT_DEFAULT,
  is_count_only: false,
  is_total_asked: undefined,
  page: undefined,
}

/** A search while its parameters are read. */
export type Draft<Search> = {
  -readonly [Field in keyof Search]: Search[Field] extends readonly (infer Item)[] ? Item[] : Search[Field]
}

/** One parameter of a query as it came, with the server that was asked. */
export interface Parameter {
  readonly type: string
  readonly name: string
  readonly value: string
  readonly base: string | undefined
}

/** The parameters of a query in their order. @throws RECORDS_FHIR_SEARCH_TYPE, RECORDS_FHIR_SEARCH_MANY */
export function parametersOf(
  type: string,
  query: Iterable<readonly [string, string]>,
  base: string | undefined,
): Parameter[] {
  if (!isResourceType(type)) throw recordsErrors.RECORDS_FHIR_SEARCH_TYPE()
  let values = 0
  return Array.from(query, ([name, value]) => {
    values += splitEscaped(value, ',').length
    if (values > SEARCH_VALUES_MAX) throw recordsErrors.RECORDS_FHIR_SEARCH_MANY({ values_max: SEARCH_VALUES_MAX })
    return { type, name, value, base }
  })
}

export function listOf(parameter: Parameter): string[] {
  const items = splitEscaped(parameter.value, ',').map(unescaped)
  if (items.some((item) => item === '')) throw wrong(parameter, 'a value')
  return items
}

/** @source R4 §3.1.1.4.12 reference: a relative reference and one under the server's own base mean the same */
export function referenceOf(item: string, parameter: Parameter): string {
  const { base } = parameter
  const local = base !== undefined && item.startsWith(`${base}/`) ? item.slice(base.length + 1) : item
  const server = baseOfUrl(local) ?? ''
  const [, type = 'Patient', id] =
    /^(?:([A-Z][A-Za-z]+)\/)?([A-Za-z0-9\-.]{1,64})$/.exec(local.slice(server.length)) ?? []
  if (id === undefined || !isResourceType(type)) throw wrong(parameter, 'Patient/id')
  return `${server}${type}/${id}`
}

/** Tokens in the one form that rows are kept under: `system|code`, `|code`, `system|` or `code`. */
export function tokensOf(parameter: Parameter): string[] {
  return splitEscaped(parameter.value, ',').map((item) => tokenOf(item, parameter))
}

function tokenOf(item: string, parameter: Parameter): string {
  const parts = splitEscaped(item, '|')
  if (parts.length > 2 || parts.every((part) => part === '')) throw wrong(parameter, 'code, system|code')
  return parts.map(unescaped).join('|')
}

export function comparisonOf(item: string, parameter: Parameter): DateComparison {
  const prefix = prefixes.has(item.slice(0, 2)) ? (item.slice(0, 2) as DatePrefix) : undefined
  const range = rangeOfText(prefix === undefined ? item : item.slice(2))
  if (range === undefined) throw wrong(parameter, 'eq|ne|gt|lt|ge|le, YYYY-MM-DDThh:mm:ssZ')
  return { prefix: prefix ?? 'eq', ...range }
}

export function idOf(item: string, parameter: Parameter): string {
  if (!/^[A-Za-z0-9\-.]{1,64}$/.test(item)) throw wrong(parameter, 'id')
  return item
}

/** A parameter that every search has, whatever is searched. @throws RECORDS_FHIR_SEARCH_PARAMETER for any other */
export function addPaging(search: Draft<SearchPaging>, parameter: Parameter, count_max: number): void {
  const { name, value } = parameter
  switch (name) {
    case '_count':
      if (!/^\d{1,9}$/.test(value)) throw wrong(parameter, `0 … ${count_max}`)
      search.count = Math.min(Number(value), count_max)
      return
    case '_summary':
      if (value !== 'count' && value !== 'false') throw wrong(parameter, 'count, false')
      search.is_count_only = value === 'count'
      return
    case '_total':
      if (value !== 'accurate' && value !== 'none') throw wrong(parameter, 'accurate, none')
      search.is_total_asked = value === 'accurate'
      return
    case '_format':
      if (!isJsonFormat(value)) throw wrong(parameter, 'application/fhir+json')
      return
    case '_page':
      if (!/^[\w.~-]{1,256}$/.test(value)) throw wrong(parameter, 'a link of an earlier answer')
      search.page = value
      return
    default:
      throw unknown(parameter)
  }
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

export function unknown({ type, name }: Pick<Parameter, 'type' | 'name'>) {
  const parameter = /^[\w:.-]{1,64}$/.test(name) ? name : '?'
  return recordsErrors.RECORDS_FHIR_SEARCH_PARAMETER({ type, parameter })
}

export function wrong({ name }: Parameter, expected: string) {
  return recordsErrors.RECORDS_FHIR_SEARCH_VALUE({ parameter: name, expected })
}
