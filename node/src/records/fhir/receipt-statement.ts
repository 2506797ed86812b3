import type { PartyKind } from '@symbolon/protocol/identity'
import type { Id } from '@symbolon/protocol/kernel'
import type { DateComparison, ReceiptSearch } from '@symbolon/protocol/records'
import type { Statement } from '../../kernel/index.ts'
import { readCursor } from '../../kernel/index.ts'
import { Values } from './statements.ts'

/** Whose receipts somebody sees: a patient their own, an auditor everybody's. */
export interface ReceiptViewer {
  readonly subject: Id<'party'> | 'everybody'
}

/** A row of consent.receipt with what is known of the actor. */
export type ViewedReceipt = Readonly<Record<string, unknown>> & {
  readonly receipt: Id<'receipt'>
  readonly actor_kind: PartyKind | null
  readonly name_en: string | null
  readonly name_el: string | null
}

type Conditions = Pick<ReceiptSearch, 'id' | 'patient' | 'agent' | 'date' | 'forms'>

/** Seldom asked, in many forms: they would take the places of the searches of hospitals among the prepared statements. */
const unprepared = ''
/** As `formOf` of the protocol says. */
const formSql = `case when u.kind <> 'opened' then u.kind
  when u.entries = 1 or u.request_digest is not null then 'read' else 'search' end`

/** One page of the receipts that a viewer may see and a search finds, and one more when there is another. */
export function listReceipts(viewer: ReceiptViewer, search: ReceiptSearch): Statement {
  const values = new Values()
  const [after] = readCursor(search.page, ['']) ?? []
  const [sign, order] = search.is_newest_first ? ['<', 'desc'] : ['>', 'asc']
  const page = after === undefined ? '' : ` and u.receipt ${sign} ${values.add(after)}`
  const text = `select u.*, p.kind as actor_kind, p.name_en, p.name_el
    from consent.receipt u left join identity.known_party p on p.party = u.actor
    where ${conditionsSql(viewer, search, values)}${page}
    order by u.receipt ${order} limit ${values.add(search.count + 1)}`
  return { name: unprepared, text, values: values.list }
}

/** How many receipts a search finds, of those that the viewer may see. */
export function countReceipts(viewer: ReceiptViewer, search: Conditions): Statement {
  const values = new Values()
  const text = `select count(*)::integer as total from consent.receipt u where ${conditionsSql(viewer, search, values)}`
  return { name: unprepared, text, values: values.list }
}

function conditionsSql({ subject }: ReceiptViewer, search: Conditions, values: Values): string {
  const anyOf = (column: string) => (names: readonly string[]) => `${column} = any(${values.add(names.map(idOfOurs))})`
  const all = [
    ...(subject === 'everybody' ? [] : [`u.subject = ${values.add(subject)}`]),
    ...search.patient.map(anyOf('u.subject')),
    ...search.agent.map(anyOf('u.actor')),
    ...search.id.map(anyOf('u.receipt')),
    ...search.date.map((dates) => `(${dates.map((date) => comparedSql(date, values)).join(' or ')})`),
    `${formSql} = any(${values.add(search.forms)})`,
  ]
  return all.join(' and ')
}

/** A receipt is of one instant. @source R4 §3.1.1.4.7 date */
function comparedSql({ prefix, from, to }: DateComparison, values: Values): string {
  const instant = (ms: number) => `${values.add(new Date(ms))}::timestamptz`
  switch (prefix) {
    case 'eq':
      return `u.at between ${instant(from)} and ${instant(to)}`
    case 'ne':
      return `u.at not between ${instant(from)} and ${instant(to)}`
    case 'gt':
      return `u.at > ${instant(to)}`
    case 'lt':
      return `u.at < ${instant(from)}`
    case 'ge':
      return `u.at >= ${instant(from)}`
    case 'le':
      return `u.at <= ${instant(to)}`
  }
}

/** FHIR's ids have a hyphen where ours have a line. */
function idOfOurs(id: string): string {
  return id.replace('-', '_')
}
