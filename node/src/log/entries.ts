import type { Queries, Statement } from '../kernel/index.ts'
import type { EntrySource } from './ports.ts'

/** An entry that was asked for: a row of its source, in the log already or not. */
export interface FoundEntry {
  readonly name: string
  readonly subject: string
  readonly is_in: boolean
  readonly [column: string]: unknown
}

/** Of the names, those that are committed. */
export function findEntries(queries: Queries, { sql }: EntrySource, names: readonly string[]): Promise<FoundEntry[]> {
  return queries.query<FoundEntry>({
    name: 'log_find_entries',
    text: `select s.*, o.name is not null as is_in
      from (${sql}) s left join log.opening o on o.name = s.name where s.name = any($1::text[])`,
    values: [names],
  })
}

/** Names that are committed and not in the log, oldest first. */
export async function findWaiting(
  queries: Queries,
  { sql }: EntrySource,
  { from, most }: { from: string; most: number },
): Promise<string[]> {
  const rows = await queries.query<{ name: string }>({
    name: 'log_find_waiting',
    text: `select s.name from (${sql}) s
      where s.name >= $1 and not exists (select from log.opening o where o.name = s.name) order by s.name limit $2`,
    values: [from, most],
  })
  return rows.map(({ name }) => name)
}

/**
 * What opens the entries is gone, and so is which entry is of what: their leaves say nothing any more, to nobody. Names
 * that are not in the log yet never will be. In the order of their names, as the log writes them, so that neither waits
 * for the other in a ring.
 * @param names SQL of a relation with the column name
 */
export function destroyOpenings(names: {
  readonly name: string
  readonly sql: string
  readonly values: readonly unknown[]
}): Statement {
  return {
    name: `log_destroy_openings_${names.name}`,
    text: `insert into log.opening (name) select distinct n.name from (${names.sql}) n order by n.name
      on conflict (name) do update set index = null, key = null, sealed = null`,
    values: names.values,
  }
}
