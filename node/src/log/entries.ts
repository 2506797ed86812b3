import type { Queries, Statement } from '../kernel/index.ts'
import type { EntrySource } from './ports.ts'
import type { EntryToLog } from './transparency-log.ts'

/** An entry that was asked for: committed, and in the log already or not. */
export interface FoundEntry extends EntryToLog {
  readonly is_in: boolean
}

interface SourceRow {
  readonly name: string
  readonly subject: string | null
  readonly is_in: boolean
  readonly [column: string]: unknown
}

/** Of the names, those that are committed; each source is asked for what the ones before it did not know. */
export async function findEntries(
  queries: Queries,
  sources: readonly EntrySource[],
  names: readonly string[],
): Promise<FoundEntry[]> {
  const found = new Map<string, FoundEntry>()
  for (const source of sources) {
    const missing = names.filter((name) => !found.has(name))
    if (missing.length === 0) break
    for (const row of await findIn(queries, source, missing)) {
      const { name, subject, is_in } = row
      found.set(name, { name, subject, is_in, body: source.bodyOf(row) })
    }
  }
  return [...found.values()]
}

function findIn(queries: Queries, { name, sql }: EntrySource, names: readonly string[]): Promise<SourceRow[]> {
  return queries.query<SourceRow>({
    name: `log_find_entries_${name}`,
    text: `select s.*, o.name is not null as is_in
      from (${sql}) s left join log.opening o on o.name = s.name where s.name = any($1::text[])`,
    values: [names],
  })
}

/** Names that are committed, in whichever source, and not in the log, oldest first. */
export async function findWaiting(
  queries: Queries,
  sources: readonly EntrySource[],
  { from, most }: { from: string; most: number },
): Promise<string[]> {
  const waiting = sources.map(
    ({ sql }) => `(select s.name from (${sql}) s
      where s.name >= $1 and not exists (select from log.opening o where o.name = s.name) order by s.name limit $2)`,
  )
  const rows = await queries.query<{ name: string }>({
    name: 'log_find_waiting',
    text: `select name from (${waiting.join(' union all ')}) waiting order by name limit $2`,
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
      on conflict (name) do update set index = null, key = null, sealed = null, salt = null`,
    values: names.values,
  }
}
