import { searchPathsOf } from './search-paths.ts'
import {
  addPaging,
  comparisonOf,
  type DateComparison,
  type Draft,
  firstPage,
  idOf,
  listOf,
  type Parameter,
  parametersOf,
  referenceOf,
  SEARCH_COUNT_MAX,
  type SearchPaging,
  tokensOf,
  unknown,
  wrong,
} from './search-values.ts'

/** What matches may be ordered by. */
export type SortKey = '_id' | '_lastUpdated' | 'date'

/** One FHIR search. Conditions are joined by and, the values of one condition by or. */
export interface Search extends SearchPaging {
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
  readonly include: readonly ('patient' | 'subject')[]
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
  const search: Draft<Search> = {
    ...firstPage,
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
    include: [],
  }
  for (const parameter of parametersOf(type, query, base)) addParameter(search, parameter)
  return search
}

function addParameter(search: Draft<Search>, parameter: Parameter): void {
  const { name } = parameter
  const [plain = '', modifier] = name.split(':')
  const paths = searchPathsOf(search.type)
  if (plain === 'patient' || plain === 'subject') {
    if (!paths.has(plain) || (modifier !== undefined && modifier !== 'Patient')) throw unknown(parameter)
    search[plain].push(listOf(parameter).map((item) => referenceOf(item, parameter)))
    return
  }
  if (modifier !== undefined) throw unknown(parameter)
  switch (name) {
    case 'category':
    case 'code':
    case 'status':
      if (!paths.has(name)) throw unknown(parameter)
      search[name].push(tokensOf(parameter))
      return
    case 'date':
      if (!paths.has(name)) throw unknown(parameter)
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
function addControl(search: Draft<Search>, parameter: Parameter): void {
  switch (parameter.name) {
    case '_sort':
      search.sort.push(...listOf(parameter).map((item) => sortOf(search.type, item, parameter)))
      return
    case '_include':
      search.include.push(...listOf(parameter).map((item) => includeOf(search.type, item, parameter)))
      return
    default:
      addPaging(search, parameter, SEARCH_COUNT_MAX)
  }
}

function sortOf(type: string, item: string, parameter: Parameter): { by: SortKey; descending: boolean } {
  const by = item.replace(/^-/, '')
  const isKnown = by === '_id' || by === '_lastUpdated' || (by === 'date' && searchPathsOf(type).has('date'))
  if (!isKnown)
    throw wrong(parameter, searchPathsOf(type).has('date') ? '_id, _lastUpdated, date' : '_id, _lastUpdated')
  return { by, descending: item.startsWith('-') }
}

function includeOf(type: string, item: string, parameter: Parameter): 'patient' | 'subject' {
  const [source, name, target] = item.split(':')
  const isKnown = name === 'patient' || name === 'subject'
  if (source !== type || !isKnown || !searchPathsOf(type).has(name) || (target ?? 'Patient') !== 'Patient') {
    throw wrong(parameter, `${type}:subject, ${type}:patient`)
  }
  return name
}
