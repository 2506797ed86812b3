import type { Words } from '../kernel/index.ts'
import { dateOf } from './instant.ts'
import { SELECTION_CODES_MAX, SELECTION_NAMES_MAX } from './limits.ts'
import type { StrictValue } from './strict-value.ts'

/** A code in its system, as FHIR writes it. */
export interface SelectionCode {
  readonly system: string
  readonly code: string
}

/**
 * What a grant covers. `all` alone covers everything but sensitive entries; otherwise an entry has to meet every kind of
 * condition that is named (any one value of each). A sensitive entry is covered only when each of its labels is named.
 */
export interface GrantSelection {
  readonly all?: true
  readonly categories?: readonly string[]
  readonly types?: readonly string[]
  readonly codes?: readonly SelectionCode[]
  /** First and last day on which an entry may have begun, `YYYY-MM-DD`; one that began inside and ended later is covered. */
  readonly from?: string
  readonly to?: string
  readonly sensitive?: readonly string[]
}

const reasons = {
  nothing: { en: 'it selects nothing', el: 'δεν επιλέγει τίποτα' },
  allAndSome: {
    en: '"all" stands alone or with sensitive labels',
    el: 'το «all» στέκει μόνο του ή με ευαίσθητες ετικέτες',
  },
  backwards: { en: 'it ends before it begins', el: 'τελειώνει πριν αρχίσει' },
} as const satisfies Record<string, Words>

const name = /^[a-z][a-z0-9-]{0,63}$/
const fhirType = /^(?:[A-Z][A-Za-z]{1,63}|file)$/
const codeSystem = /^[!-~]{1,256}$/
const code = /^[!-~]+(?: [!-~]+)*$/

/** Reads the selection of a grant; lists are sets in ascending order. */
export function readSelection(value: StrictValue): GrantSelection {
  const fields = value.fields({
    required: [],
    optional: ['all', 'categories', 'types', 'codes', 'from', 'to', 'sensitive'],
  })
  const selection: GrantSelection = {
    ...(fields.all && { all: fields.all.exactly(true) }),
    ...(fields.categories && { categories: names(fields.categories, name) }),
    ...(fields.types && { types: names(fields.types, fhirType) }),
    ...(fields.codes && { codes: codes(fields.codes) }),
    ...(fields.from && { from: dateOf(fields.from) }),
    ...(fields.to && { to: dateOf(fields.to) }),
    ...(fields.sensitive && { sensitive: names(fields.sensitive, name) }),
  }
  return checked(value, selection)
}

/** The same selection with its sets in ascending order and no empty ones. */
export function tidySelection(selection: GrantSelection): GrantSelection {
  const { categories, types, codes: pairs, sensitive, all, from, to } = selection
  return {
    ...(all && { all }),
    ...(categories?.length && { categories: ascending(categories) }),
    ...(types?.length && { types: ascending(types) }),
    ...(pairs?.length && { codes: ascendingCodes(pairs) }),
    ...(from && { from }),
    ...(to && { to }),
    ...(sensitive?.length && { sensitive: ascending(sensitive) }),
  }
}

function checked(value: StrictValue, selection: GrantSelection): GrantSelection {
  const { all, sensitive: _, ...conditions } = selection
  if (all && Object.keys(conditions).length > 0) return value.refuse(reasons.allAndSome)
  if (Object.keys(selection).length === 0) return value.refuse(reasons.nothing)
  if (selection.from && selection.to && selection.to < selection.from) return value.refuse(reasons.backwards)
  return selection
}

function names(value: StrictValue, form: RegExp): string[] {
  return value.set({ max: SELECTION_NAMES_MAX, read: (element) => element.text(form), key: (element) => element })
}

function codes(value: StrictValue): SelectionCode[] {
  return value.set({ max: SELECTION_CODES_MAX, read: readCode, key: codeKey })
}

function readCode(value: StrictValue): SelectionCode {
  const fields = value.fields({ required: ['system', 'code'] })
  return { system: fields.system.text(codeSystem), code: fields.code.text(code) }
}

function codeKey({ system, code }: SelectionCode): string {
  return `${system}\u0000${code}`
}

function ascending(names: readonly string[]): string[] {
  return [...new Set(names)].sort()
}

function ascendingCodes(pairs: readonly SelectionCode[]): SelectionCode[] {
  const byKey = new Map(pairs.map((pair) => [codeKey(pair), { system: pair.system, code: pair.code }]))
  return [...byKey.keys()].sort().map((key) => byKey.get(key) as SelectionCode)
}
