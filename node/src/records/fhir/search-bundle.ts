import type { Language, SymbolonError } from '@symbolon/protocol/kernel'
import { recordsErrors, type Search } from '@symbolon/protocol/records'
import { writeCursor } from '../../kernel/index.ts'
import type { Found } from './fhir-reader.ts'
import { presentNotice } from './operation-outcome.ts'

/** What a searchset bundle is written from. */
export interface SearchAnswer {
  readonly search: Search
  readonly found: Found
  /** Address of the FHIR door, without a slash at its end. */
  readonly base: string
  /** Query parameters as they came, without the page. */
  readonly query: URLSearchParams
  readonly language: Language
}

/** A searchset in UTF-8; resources stand in it byte by byte as they were sealed. @source R4 §3.1.1.2 Bundle for search */
export function searchBundle(answer: SearchAnswer): Buffer {
  const { found, base } = answer
  const head = JSON.stringify({
    resourceType: 'Bundle',
    type: 'searchset',
    total: found.reading.total,
    link: linksOf(answer),
  })
  const opening = Buffer.from(`${head.slice(0, -1)},"entry":[`)
  const parts: Buffer[] = []
  const add = (...entry: readonly Buffer[]) => parts.push(parts.length === 0 ? opening : comma, ...entry)
  for (const { hit, bytes } of found.resources) {
    add(Buffer.from(`{"fullUrl":"${base}/${hit.type}/${hit.id}","resource":`), bytes, closings[hit.mode])
  }
  for (const notice of noticesOf(found)) add(Buffer.from(noticeText(notice, answer)))
  return parts.length === 0 ? Buffer.from(head) : Buffer.concat([...parts, end])
}

const comma = Buffer.from(',')
const end = Buffer.from(']}')
const closings = {
  match: Buffer.from(',"search":{"mode":"match"}}'),
  include: Buffer.from(',"search":{"mode":"include"}}'),
}

/** Whatever is missing is told, also where only the number is asked for. */
function noticesOf({ reading, unreadable, refusals }: Found): SymbolonError[] {
  const { RECORDS_FHIR_CAPSULE_FAULTY, RECORDS_FHIR_INCOMPLETE, RECORDS_FHIR_UNREADABLE } = recordsErrors
  const { faulty, unopened } = reading
  return [
    ...refusals,
    ...(faulty > 0 ? [RECORDS_FHIR_CAPSULE_FAULTY({ grants: faulty })] : []),
    ...(unreadable > 0 ? [RECORDS_FHIR_UNREADABLE({ resources: unreadable })] : []),
    ...(unopened.length > 0 ? [RECORDS_FHIR_INCOMPLETE({ grants: unopened.length })] : []),
  ]
}

function noticeText(notice: SymbolonError, { language }: SearchAnswer): string {
  return JSON.stringify({ resource: presentNotice(notice, { language }), search: { mode: 'outcome' } })
}

function linksOf({ search, found: { reading }, base, query }: SearchAnswer) {
  const links = [{ relation: 'self', url: urlOf({ base, type: search.type, query, page: search.page }) }]
  const last = reading.hits.findLast(({ mode }) => mode === 'match')
  if (reading.has_more && last?.keys) {
    links.push({ relation: 'next', url: urlOf({ base, type: search.type, query, page: writeCursor(last.keys) }) })
  }
  return links
}

/** Address of one page of a search. */
export function urlOf(link: { base: string; type: string; query: URLSearchParams; page: string | undefined }): string {
  const query = new URLSearchParams(link.query)
  if (link.page !== undefined) query.append('_page', link.page)
  const text = query.toString()
  return `${link.base}/${link.type}${text === '' ? '' : `?${text}`}`
}
