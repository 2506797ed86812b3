import type { Id, JsonObject } from '@symbolon/protocol/kernel'
import type { Statement } from '../kernel/index.ts'

/** Queries that one party keeps, and characters of a name. */
export const QUERIES_MAX = 200
export const QUERY_NAME_CHARS_MAX = 64

export interface NamedQueryRow {
  readonly name: string
  readonly parameters: JsonObject
  readonly created_at: Date
}

export interface OwnQuery {
  readonly party: Id<'party'>
  readonly name: string
}

/** No row where the party has one of the name, or its full number. */
export function insertQuery({ party, name }: OwnQuery, parameters: JsonObject, now: number): Statement {
  return {
    name: 'custody_insert_query',
    text: `insert into custody.named_query (party, name, parameters, created_at)
      select $1, $2, $3, $4 where (select count(*) from custody.named_query where party = $1) < $5
      on conflict do nothing returning name`,
    values: [party, name, JSON.stringify(parameters), new Date(now), QUERIES_MAX],
  }
}

export function findQuery({ party, name }: OwnQuery): Statement {
  return {
    name: 'custody_find_query',
    text: 'select name, parameters, created_at from custody.named_query where party = $1 and name = $2',
    values: [party, name],
  }
}

export function listQueries(asked: { party: string; after: string | undefined; limit: number }): Statement {
  return {
    name: 'custody_list_queries',
    text: `select name, parameters, created_at from custody.named_query
      where party = $1 and name collate "C" > $2 order by name collate "C" limit $3`,
    values: [asked.party, asked.after ?? '', asked.limit],
  }
}

/** The query is gone, and so are the subscriptions to it. */
export function deleteQuery({ party, name }: OwnQuery): Statement {
  return {
    name: 'custody_delete_query',
    text: 'delete from custody.named_query where party = $1 and name = $2 returning name',
    values: [party, name],
  }
}
