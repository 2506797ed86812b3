import type { DateComparison, Search } from '@symbolon/protocol/records'
import type { AskedValues } from './statements.ts'

/** What a row has to be, beside its type; `named` tells whose each named patient is. */
export function conditions(search: Search, values: AskedValues): string[] {
  const lists = (groups: readonly (readonly string[])[], column: string) =>
    groups.map((group) => `e.${column} = any(${values.add(group, 'text[]')})`)
  const tokens = (groups: readonly (readonly string[])[], column: string) =>
    groups.map((group) => `e.${column} && ${values.add(group, 'text[]')}`)
  const dates = (groups: readonly (readonly DateComparison[])[], column: string) =>
    groups.map((group) => `(${group.map((comparison) => dateSql(comparison, { column, values })).join(' or ')})`)
  return [
    ...lists(search.id, 'id'),
    ...search.patient.map((group) => aboutSql('patient', values.add(group, 'text[]'))),
    ...search.subject.map((group) => {
      const wanted = values.add(group, 'text[]')
      return `(${aboutSql('patient', wanted)} or ${aboutSql('subject', wanted)})`
    }),
    ...tokens(search.category, 'category'),
    ...tokens(search.code, 'code'),
    ...tokens(search.status, 'status'),
    ...dates(search.date, 'date'),
    ...dates(search.last_updated, 'updated'),
  ]
}

/** Whoever gave the row is whose the entry is that the row says it is about. */
function aboutSql(column: 'patient' | 'subject', wanted: string): string {
  return `(e.${column} = any(${wanted}) and (e.${column}, (select a.subject from active a where a.grant = e.grant)) in (select reference, subject from named))`
}

/** The same comparisons as `matchesDate` of the protocol. @source R4 §3.1.1.4.6 Prefixes */
function dateSql(comparison: DateComparison, { column, values }: { column: string; values: AskedValues }): string {
  const first = () => values.add(comparison.from, 'bigint')
  const last = () => values.add(comparison.to, 'bigint')
  const within = () => `(e.${column}_from >= ${first()} and e.${column}_to <= ${last()})`
  switch (comparison.prefix) {
    case 'eq':
      return within()
    case 'ne':
      return `not ${within()}`
    case 'gt':
      return `e.${column}_to > ${last()}`
    case 'lt':
      return `e.${column}_from < ${first()}`
    case 'ge':
      return `(e.${column}_to > ${last()} or ${within()})`
    case 'le':
      return `(e.${column}_from < ${first()} or ${within()})`
  }
}
