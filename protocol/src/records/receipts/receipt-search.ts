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
  type SearchPaging,
  tokensOf,
  wrong,
} from '../search/search-values.ts'
import { type Coded, type FormRow, type ReceiptForm, receiptFormNames, receiptForms } from './receipt-forms.ts'

/** Receipts on one page at most: each may name hundreds of entries. */
export const RECEIPT_COUNT_MAX = 100

/** The types that receipts are shown as. */
export const receiptTypes = ['AuditEvent', 'Provenance'] as const
/** `AuditEvent` or `Provenance`. */
export type ReceiptType = (typeof receiptTypes)[number]

/** A search among receipts. Conditions are joined by and, the values of one condition by or. */
export interface ReceiptSearch extends SearchPaging {
  readonly type: ReceiptType
  /** FHIR logical ids. */
  readonly id: readonly (readonly string[])[]
  /** Parties by their FHIR logical ids; of other servers' patients nothing is here. */
  readonly patient: readonly (readonly string[])[]
  readonly agent: readonly (readonly string[])[]
  readonly date: readonly (readonly DateComparison[])[]
  /** The forms that fit; without any, nothing does. */
  readonly forms: readonly ReceiptForm[]
  readonly is_newest_first: boolean
}

/** The search parameters of each type, with their FHIR types; what all types have is not listed. */
export const receiptParameters = {
  AuditEvent: {
    patient: 'reference',
    agent: 'reference',
    date: 'date',
    action: 'token',
    type: 'token',
    subtype: 'token',
    outcome: 'token',
  },
  Provenance: { patient: 'reference', agent: 'reference', recorded: 'date', when: 'date' },
} as const satisfies Readonly<Record<ReceiptType, Readonly<Record<string, string>>>>

const systemOfTokens = {
  action: 'http://hl7.org/fhir/audit-event-action',
  outcome: 'http://hl7.org/fhir/audit-event-outcome',
} as const

/** True for the types that receipts are shown as. */
export function isReceiptType(type: string): type is ReceiptType {
  return receiptTypes.some((known) => known === type)
}

/**
 * A search among receipts, from its query parameters in their order. Unknown parameters are refused, as in `parseSearch`.
 * @param at.base the server that is asked
 * @throws RECORDS_FHIR_SEARCH_PARAMETER, RECORDS_FHIR_SEARCH_VALUE, RECORDS_FHIR_SEARCH_MANY
 * @source R4 §6.4.6 and §6.3.6, search parameters of AuditEvent and Provenance
 */
export function parseReceiptSearch(
  type: ReceiptType,
  query: Iterable<readonly [string, string]>,
  { base }: { readonly base?: string } = {},
): ReceiptSearch {
  const changes = (form: ReceiptForm) => receiptForms[form].activity !== undefined
  const search: Draft<ReceiptSearch> = {
    ...firstPage,
    type,
    id: [],
    patient: [],
    agent: [],
    date: [],
    forms: type === 'Provenance' ? receiptFormNames.filter(changes) : receiptFormNames,
    is_newest_first: true,
  }
  for (const parameter of parametersOf(type, query, base)) addParameter(search, parameter)
  return search
}

function addParameter(search: Draft<ReceiptSearch>, parameter: Parameter): void {
  const name = parameter.name === 'patient:Patient' ? 'patient' : parameter.name
  const isOfAll = name === '_id' || name === '_lastUpdated'
  if (isOfAll || Object.hasOwn(receiptParameters[search.type], name)) addCondition(search, name, parameter)
  else if (name === '_sort') search.is_newest_first = isNewestFirst(search.type, parameter)
  else addPaging(search, parameter, RECEIPT_COUNT_MAX)
}

function addCondition(search: Draft<ReceiptSearch>, name: string, parameter: Parameter): void {
  switch (name) {
    case '_id':
      search.id.push(listOf(parameter).map((item) => idOf(item, parameter)))
      return
    case 'patient':
      search.patient.push(listOf(parameter).map((item) => partyOf(item, parameter, ['Patient'])))
      return
    case 'agent':
      search.agent.push(listOf(parameter).map((item) => partyOf(item, parameter)))
      return
    case 'date':
    case 'recorded':
    case 'when':
    case '_lastUpdated':
      search.date.push(listOf(parameter).map((item) => comparisonOf(item, parameter)))
      return
    default: {
      const tokens = tokensOf(parameter)
      const codesOf = codesUnder[name] as (row: FormRow) => readonly Coded[]
      search.forms = search.forms.filter((form) => codesOf(receiptForms[form]).some((coded) => isOneOf(coded, tokens)))
    }
  }
}

const codesUnder: Readonly<Record<string, (row: FormRow) => readonly Coded[]>> = {
  type: ({ type }) => [type],
  subtype: ({ subtype }) => subtype,
  action: ({ action }) => [{ system: systemOfTokens.action, code: action }],
  outcome: ({ outcome }) => [{ system: systemOfTokens.outcome, code: outcome }],
}

function isOneOf({ system, code }: Coded, tokens: readonly string[]): boolean {
  return [code, `${system}|${code}`, `${system}|`].some((form) => tokens.includes(form))
}

/** Receipts have one order, in either direction: of time. */
function isNewestFirst(type: ReceiptType, parameter: Parameter): boolean {
  const keys = type === 'AuditEvent' ? ['date', '_lastUpdated'] : ['recorded', '_lastUpdated']
  const by = parameter.value.replace(/^-/, '')
  if (!keys.includes(by)) throw wrong(parameter, keys.flatMap((key) => [key, `-${key}`]).join(', '))
  return parameter.value.startsWith('-')
}

/** The party behind a reference of ours; another server's address is no party here, and matches nothing. */
function partyOf(item: string, parameter: Parameter, types?: readonly string[]): string {
  const reference = referenceOf(item, parameter)
  const [type = '', id = ''] = reference.split('/')
  const isOurs = reference === `${type}/${id}`
  if (isOurs && types !== undefined && !types.includes(type)) throw wrong(parameter, `${types.join('|')}/id`)
  return isOurs ? id : reference
}
