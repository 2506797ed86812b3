import type { JsonObject } from '../../kernel/index.ts'
import { type Code, codingsAt, isObject, valuesAt } from '../catalogue/elements.ts'
import { codeSetOf, structureOf } from '../fhir/definitions.ts'
import { type DateRange, rangeOf } from './date-range.ts'
import { searchPathsOf } from './search-paths.ts'

/** What a FHIR search can find one resource by. */
export interface SearchRow {
  readonly type: string
  /** Logical id. */
  readonly id: string
  /** `Patient/…` that it is about. */
  readonly patient: string | undefined
  /** Whatever it is about, as it stands in `subject`. */
  readonly subject: string | undefined
  /** Tokens in every form they may be asked for: `system|code`, `code`, `system|`. */
  readonly category: readonly string[]
  readonly code: readonly string[]
  readonly status: readonly string[]
  /** First and last instant, in milliseconds since 1970; a coarse date spans its year, month or day. */
  readonly date: DateRange | undefined
  readonly last_updated: DateRange | undefined
}

/** The row that a resource is searched by, from the search parameters that R4 defines for its type. */
export function searchRowOf(resource: JsonObject): SearchRow {
  const type = String(resource.resourceType)
  const paths = searchPathsOf(type)
  const subjects = [...(paths.get('patient') ?? []), ...(paths.get('subject') ?? [])].flatMap((path) =>
    references(resource, path),
  )
  const patient =
    type === 'Patient' ? `Patient/${resource.id}` : subjects.find((reference) => reference.startsWith('Patient/'))
  const meta = isObject(resource.meta) ? resource.meta.lastUpdated : undefined
  return {
    type,
    id: String(resource.id),
    patient,
    subject: subjects[0],
    category: tokens(resource, paths.get('category')),
    code: tokens(resource, paths.get('code')),
    status: tokens(resource, paths.get('status')),
    date: (paths.get('date') ?? [])
      .flatMap((path) => valuesAt(resource, path))
      .map(rangeOf)
      .find((range) => range !== undefined),
    last_updated: meta === undefined ? undefined : rangeOf(meta),
  }
}

function references(resource: JsonObject, path: string): string[] {
  return valuesAt(resource, path).flatMap((value) =>
    isObject(value) && typeof value.reference === 'string' ? [value.reference] : [],
  )
}

function tokens(resource: JsonObject, paths: readonly string[] = []): string[] {
  const codes = paths.flatMap((path) => [...codingsAt(resource, path), ...plainCodesAt(resource, path)])
  return [...new Set(codes.flatMap(({ system, code }) => [`${system}|${code}`, code, `${system}|`]))]
}

/** Codes that are written without their system, which their required value set tells. */
function plainCodesAt(resource: JsonObject, path: string): Code[] {
  const valueSet = structureOf(String(resource.resourceType))?.rules.get(path)?.valueSet
  const systems = valueSet === undefined ? undefined : codeSetOf(valueSet)?.systems
  return valuesAt(resource, path).flatMap((value) =>
    typeof value === 'string' ? [{ system: systems?.get(value) ?? '', code: value }] : [],
  )
}
