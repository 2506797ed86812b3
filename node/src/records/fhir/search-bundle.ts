import type { Language } from '@symbolon/protocol/kernel'
import { recordsErrors, type Search } from '@symbolon/protocol/records'
import { writeCursor } from '../../kernel/index.ts'
import type { OpenResource } from './open-hits.ts'
import { presentOutcome } from './operation-outcome.ts'
import type { Reading } from './statements.ts'

/** What a searchset bundle is written from. */
export interface SearchAnswer {
  readonly search: Search
  readonly reading: Reading
  readonly resources: readonly OpenResource[]
  /** Address of the FHIR door, without a slash at its end. */
  readonly base: string
  /** Query parameters as they came, without the page. */
  readonly query: URLSearchParams
  readonly language: Language
}

/** A searchset in UTF-8; resources stand in it byte by byte as they were sealed. @source R4 §3.1.1.2 Bundle for search */
export function searchBundle(answer: SearchAnswer): Buffer {
  const { reading, search, base } = answer
  const head = JSON.stringify({
    resourceType: 'Bundle',
    type: 'searchset',
    total: reading.total,
    link: linksOf(answer),
  })
  const opening = Buffer.from(`${head.slice(0, -1)},"entry":[`)
  const parts: Buffer[] = []
  const add = (...entry: readonly Buffer[]) => parts.push(parts.length === 0 ? opening : comma, ...entry)
  if (!search.is_count_only && search.count > 0) {
    for (const { hit, bytes } of answer.resources) {
      add(Buffer.from(`{"fullUrl":"${base}/${hit.type}/${hit.id}","resource":`), bytes, closings[hit.mode])
    }
    for (const fault of faultTexts(answer)) add(Buffer.from(fault))
  }
  return parts.length === 0 ? Buffer.from(head) : Buffer.concat([...parts, end])
}

const comma = Buffer.from(',')
const end = Buffer.from(']}')
const closings = {
  match: Buffer.from(',"search":{"mode":"match"}}'),
  include: Buffer.from(',"search":{"mode":"include"}}'),
}

/** A capsule that could not be verified is told, since its patient's resources are missing. */
function faultTexts({ reading, language }: SearchAnswer): string[] {
  if (reading.faulty === 0) return []
  const resource = presentOutcome(recordsErrors.RECORDS_FHIR_CAPSULE_FAULTY({ grants: reading.faulty }), { language })
  for (const issue of resource.issue) issue.severity = 'warning'
  return [JSON.stringify({ resource, search: { mode: 'outcome' } })]
}

function linksOf({ search, reading, base, query }: SearchAnswer) {
  const links = [{ relation: 'self', url: urlOf({ base, type: search.type, query, page: search.page }) }]
  const last = reading.hits.findLast(({ mode }) => mode === 'match')
  if (reading.has_more && last?.keys) {
    links.push({ relation: 'next', url: urlOf({ base, type: search.type, query, page: writeCursor(last.keys) }) })
  }
  return links
}

function urlOf(link: { base: string; type: string; query: URLSearchParams; page: string | undefined }): string {
  const query = new URLSearchParams(link.query)
  if (link.page !== undefined) query.append('_page', link.page)
  const text = query.toString()
  return `${link.base}/${link.type}${text === '' ? '' : `?${text}`}`
}
