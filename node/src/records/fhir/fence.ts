import type { Id } from '@symbolon/protocol/kernel'
import type { Database, Queries } from '../../kernel/index.ts'

/** The database as one institution sees it: every statement runs behind row-level security, in a role that owns nothing. */
export interface FencedDatabase extends Queries {
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T>
}

export function fence(database: Database, party: Id<'party'>): FencedDatabase {
  const raise = {
    name: 'records_fence',
    text: `select set_config('role', 'symbolon_reader', true), set_config('symbolon.party', $1, true)`,
    values: [party],
  }
  const transaction = <T>(work: (queries: Queries) => Promise<T>): Promise<T> =>
    database.transaction(async (queries) => {
      const raised = queries.query(raise)
      const [result] = await Promise.all([work(queries), raised])
      return result
    })
  const behind = database.fenced({ role: 'symbolon_reader', setting: 'symbolon.party', value: party })
  return { transaction, query: (statement) => behind.query(statement) }
}
