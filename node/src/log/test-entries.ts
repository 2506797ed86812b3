import { randomBytes } from 'node:crypto'
import { type Id, newId } from '@symbolon/protocol/kernel'
import type { Database } from '../kernel/index.ts'
import type { EntrySource } from './ports.ts'
import type { EntryToWrite } from './transparency-log.ts'

/** Entries of a table of the test's own. */
export const testSource: EntrySource = {
  name: 'test',
  sql: 'select e.name, e.subject, e.body from test_entry e',
  bodyOf: ({ body }) => body as string,
  insert: (rows) => `insert into test_entry select r.name, r.subject, r.body
    from json_to_recordset(${rows}) r (name text, subject text, body text, is_over boolean) where not r.is_over
    returning name`,
}

export async function createTestEntries(database: Database): Promise<void> {
  const text = 'create table test_entry (name text primary key, subject text not null, body text not null)'
  await database.query({ name: 'test_create_entries', text })
}

/** Entries of rows that are not written yet; those that are over their source does not let in. */
export function newTestRows(count: number, { is_over = false } = {}): EntryToWrite<Id<'receipt'>>[] {
  return Array.from({ length: count }, () => {
    const name = newId('receipt', Date.now(), randomBytes(10))
    const body = `{"said":"${name}"}`
    return { name, subject: 'pty_1', body, row: { subject: 'pty_1', body, is_over } }
  })
}

/** Committed entries that are not in the log. */
export async function addTestEntries(database: Database, count: number, at_ms = Date.now()): Promise<Id<'receipt'>[]> {
  const names = Array.from({ length: count }, () => newId('receipt', at_ms, randomBytes(10)))
  await database.query({
    name: 'test_add_entries',
    text: `insert into test_entry select name, 'pty_1', '{"said":"' || name || '"}' from unnest($1::text[]) name`,
    values: [names],
  })
  return names
}
