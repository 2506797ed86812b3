import type { DateRange } from './date-range.ts'
import type { Search } from './parse-search.ts'
import type { SearchRow } from './search-row.ts'
import type { DateComparison } from './search-values.ts'

/** True when a resource meets every condition of a search of its type; a node's SQL has to answer the same. */
export function matchesSearch(row: SearchRow, search: Search): boolean {
  if (row.type !== search.type) return false
  const subjects = [row.patient, row.subject].filter((reference) => reference !== undefined)
  return (
    search.id.every((ids) => ids.includes(row.id)) &&
    search.patient.every((patients) => row.patient !== undefined && patients.includes(row.patient)) &&
    search.subject.every((wanted) => wanted.some((reference) => subjects.includes(reference))) &&
    search.category.every((tokens) => tokens.some((token) => row.category.includes(token))) &&
    search.code.every((tokens) => tokens.some((token) => row.code.includes(token))) &&
    search.status.every((tokens) => tokens.some((token) => row.status.includes(token))) &&
    search.date.every((list) => list.some((comparison) => matchesDate(row.date, comparison))) &&
    search.last_updated.every((list) => list.some((comparison) => matchesDate(row.last_updated, comparison)))
  )
}

/** Compares the range of a resource with that of a search. @source R4 §3.1.1.4.6 Prefixes */
export function matchesDate(range: DateRange | undefined, { prefix, from, to }: DateComparison): boolean {
  if (range === undefined) return false
  const start = range.from ?? Number.NEGATIVE_INFINITY
  const end = range.to ?? Number.POSITIVE_INFINITY
  const isWithin = start >= from && end <= to
  switch (prefix) {
    case 'eq':
      return isWithin
    case 'ne':
      return !isWithin
    case 'gt':
      return end > to
    case 'lt':
      return start < from
    case 'ge':
      return end > to || isWithin
    case 'le':
      return start < from || isWithin
  }
}
