import type { Receipt } from '@symbolon/protocol/consent'
import type { PartyKind } from '@symbolon/protocol/identity'
import type { Id, JsonObject, Language } from '@symbolon/protocol/kernel'
import {
  auditEventOf,
  parseReceiptSearch,
  provenanceOf,
  type ReceiptSearch,
  type ReceiptType,
  recordsErrors,
} from '@symbolon/protocol/records'
import type { FastifyRequest } from 'fastify'
import { receiptSource } from '../../consent/index.ts'
import { requireParty } from '../../identity/index.ts'
import { type Database, languageOf, writeCursor } from '../../kernel/index.ts'
import { baseOf } from './fhir-request.ts'
import type { FhirParts } from './ports.ts'
import { countReceipts, listReceipts, type ReceiptViewer, type ViewedReceipt } from './receipt-statement.ts'
import { urlOf } from './search-bundle.ts'

/** Receipts as AuditEvent and Provenance, for one request. */
export interface ReceiptView {
  readonly database: Database
  readonly viewer: ReceiptViewer
  readonly type: ReceiptType
  readonly base: string
  readonly language: Language
}

/**
 * The view of whoever may see receipts here: a person their own, an auditor everybody's. Nothing for others, for whom these
 * types are what records hold.
 * @throws IDENTITY_SIGNED_OUT, IDENTITY_PARTY_MISSING
 */
export async function receiptViewOf(
  { context: { database, clock } }: FhirParts,
  request: FastifyRequest,
  type: ReceiptType,
): Promise<ReceiptView | undefined> {
  const { party } = requireParty(request)
  const [row] = await database.query<{ kind: PartyKind; is_auditor: boolean }>({
    name: 'records_fhir_receipt_viewer',
    text: `select p.kind, consent.holds_role(p.party, '{auditor}', $2) as is_auditor
      from identity.known_party p where p.party = $1`,
    values: [party, new Date(clock.now())],
  })
  const subject = row?.is_auditor ? 'everybody' : row?.kind === 'person' ? party : undefined
  if (subject === undefined) return undefined
  const language = languageOf(request.headers['accept-language'])
  return { database, viewer: { subject }, type, base: baseOf(request), language }
}

/** One receipt. @throws RECORDS_FHIR_UNKNOWN for what is not there or not the viewer's to see: they look alike */
export async function readReceipt(view: ReceiptView, id: string): Promise<string> {
  const search = parseReceiptSearch(view.type, [])
  const [row] = await view.database.query<ViewedReceipt>(listReceipts(view.viewer, { ...search, id: [[id]], count: 1 }))
  if (row === undefined) throw recordsErrors.RECORDS_FHIR_UNKNOWN()
  return JSON.stringify(present(view, row))
}

/** A searchset. The total counts what the viewer may see; for auditors, who see all, only when it is asked for. */
export async function searchReceipts(view: ReceiptView, query: URLSearchParams): Promise<string> {
  const { database, viewer } = view
  const search = parseReceiptSearch(view.type, query, view)
  const [rows, total] = await Promise.all([
    isCount(search) ? [] : database.query<ViewedReceipt>(listReceipts(viewer, search)),
    needsTotal(viewer, search) ? countOf(database, viewer, search) : undefined,
  ])
  const shown = rows.slice(0, search.count)
  const last = rows.length > shown.length ? shown.at(-1) : undefined
  return JSON.stringify({
    resourceType: 'Bundle',
    type: 'searchset',
    ...(total !== undefined && { total }),
    link: linksOf(view, { search, query, last: last?.receipt }),
    ...(shown.length > 0 && { entry: shown.map((row) => entryOf(view, row)) }),
  })
}

function isCount({ is_count_only, count }: ReceiptSearch): boolean {
  return is_count_only || count === 0
}

function needsTotal({ subject }: ReceiptViewer, search: ReceiptSearch): boolean {
  return isCount(search) || (search.is_total_asked ?? subject !== 'everybody')
}

async function countOf(database: Database, viewer: ReceiptViewer, search: ReceiptSearch): Promise<number> {
  const [row] = await database.query<{ total: number }>(countReceipts(viewer, search))
  return row?.total ?? 0
}

function entryOf(view: ReceiptView, row: ViewedReceipt) {
  const resource = present(view, row)
  return { fullUrl: `${view.base}/${view.type}/${resource.id}`, resource, search: { mode: 'match' } }
}

function present({ type, base, language }: ReceiptView, row: ViewedReceipt): JsonObject {
  const name = language === 'el' ? row.name_el : row.name_en
  const told = {
    receipt: JSON.parse(receiptSource.bodyOf(row)) as Receipt,
    base,
    ...(row.actor_kind !== null && { actor_kind: row.actor_kind }),
    ...(name !== null && { actor_name: name }),
  }
  return (type === 'AuditEvent' ? auditEventOf(told) : provenanceOf(told)) as JsonObject
}

function linksOf(
  { base, type }: ReceiptView,
  page: { search: ReceiptSearch; query: URLSearchParams; last: Id<'receipt'> | undefined },
) {
  const query = new URLSearchParams(page.query)
  query.delete('_page')
  const self = { relation: 'self', url: urlOf({ base, type, query, page: page.search.page }) }
  if (page.last === undefined) return [self]
  return [self, { relation: 'next', url: urlOf({ base, type, query, page: writeCursor([page.last]) }) }]
}
