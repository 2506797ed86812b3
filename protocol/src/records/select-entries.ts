import type { GrantSelection } from '../consent/index.ts'
import type { EntrySummary } from '../vault/index.ts'

/** What a selection looks at. */
export type Selectable = Pick<EntrySummary, 'kind' | 'category' | 'sensitive' | 'codes' | 'date'>

/**
 * The entries a grant's selection covers, in their order. Every kind of condition that is named has to be met, by any one
 * of its values; `all` is met by every entry. A sensitive entry is covered only when each of its labels is named, and a
 * selection of labels alone covers those sensitive entries alone. With a period, an entry has to have begun inside it,
 * whenever it ended: an entry is known by the day it began. A day known only by its year or month has to lie in it whole;
 * an entry without a date does not.
 */
export function selectEntries<Entry extends Selectable>(entries: readonly Entry[], selection: GrantSelection): Entry[] {
  const isCovered = conditionOf(selection)
  const named = new Set(selection.sensitive)
  return entries.filter((entry) => entry.sensitive.every((label) => named.has(label)) && isCovered(entry))
}

function conditionOf({
  all,
  categories,
  types,
  codes,
  from,
  to,
  sensitive,
}: GrantSelection): (entry: Selectable) => boolean {
  if (all) return () => true
  const conditions: ((entry: Selectable) => boolean)[] = []
  if (categories?.length) conditions.push((entry) => categories.includes(entry.category))
  if (types?.length) conditions.push((entry) => types.includes(entry.kind))
  if (codes?.length) {
    const tokens = new Set(codes.map(tokenOf))
    conditions.push((entry) => entry.codes.some((code) => tokens.has(tokenOf(code))))
  }
  if (from !== undefined || to !== undefined) conditions.push((entry) => liesWithin(entry.date, { from, to }))
  if (conditions.length > 0) return (entry) => conditions.every((isMet) => isMet(entry))
  return (entry) => sensitive !== undefined && entry.sensitive.length > 0
}

function tokenOf({ system, code }: { system: string; code: string }): string {
  return `${system}|${code}`
}

/** True when the date, to the day or as coarse as it is known, begins and ends inside the period. */
function liesWithin(date: string | undefined, period: { from: string | undefined; to: string | undefined }): boolean {
  if (date === undefined) return false
  const day = date.slice(0, 10)
  const first = day + '0000-01-01'.slice(day.length)
  const last = day + '0000-12-31'.slice(day.length)
  return (period.from === undefined || first >= period.from) && (period.to === undefined || last <= period.to)
}
