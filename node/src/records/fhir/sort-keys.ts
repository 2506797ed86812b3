import type { Search, SortKey } from '@symbolon/protocol/records'
import { readCursor } from '../../kernel/index.ts'
import type { AskedValues } from './statements.ts'

const noDate = 9_000_000_000_000_000
const limits: Readonly<Record<'first' | 'last', string>> = { first: `${-noDate}`, last: `${noDate}` }

export interface SqlKey {
  readonly by: SortKey
  readonly sql: string
  readonly descending: boolean
}

/** What a page is ordered by; the identifier comes last, so that the order is total. */
export function sortKeys({ sort }: Search): SqlKey[] {
  const keys = sort.map(({ by, descending }) => ({ by, descending, sql: keySql(by, descending ? 'first' : 'last') }))
  return keys.some(({ by }) => by === '_id') ? keys : [...keys, { by: '_id', descending: false, sql: 'e.id' }]
}

/** Resources without the element come last, whatever the direction. */
function keySql(by: SortKey, absent: 'first' | 'last'): string {
  if (by === '_id') return 'e.id'
  return by === '_lastUpdated' ? 'e.updated_from' : `coalesce(e.date_from, ${limits[absent]})`
}

/** Rows behind the last one of the page before. */
export function afterSql({ page }: Search, keys: readonly SqlKey[], values: AskedValues): string {
  const cursor = readCursor(
    page,
    keys.map(({ by }) => (by === '_id' ? '' : 0)),
  )
  if (cursor === undefined) return ''
  const names = cursor.map((value) => values.add(value, typeof value === 'string' ? 'text' : 'bigint'))
  const branches = keys.map(({ descending }, i) => {
    const equal = keys.slice(0, i).map((_, before) => `m.k${before} = ${names[before]}`)
    return [...equal, `m.k${i} ${descending ? '<' : '>'} ${names[i]}`].join(' and ')
  })
  return `where ${branches.map((branch) => `(${branch})`).join(' or ')}`
}
