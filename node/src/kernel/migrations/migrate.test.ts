import { strict as assert } from 'node:assert'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { hasCode } from '@symbolon/protocol/kernel'
import { openDatabase } from '../database/pg-database.ts'
import { newTestDatabase } from '../test-node.ts'
import { migrate, requireVersion } from './migrate.ts'
import { type MigrationFolder, migrationFolders } from './migration-files.ts'

const root = mkdtempSync(join(tmpdir(), 'symbolon-migrations-'))
after(() => rmSync(root, { recursive: true }))

let folders = 0
function slice(name: string, files: Record<string, string>): MigrationFolder {
  const folder = join(root, String(++folders))
  mkdirSync(folder)
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
  return { slice: name, folder }
}

const first = { '0001-a.sql': 'create schema one; create table one.a (x int); insert into one.a values (1);' }
const count = { name: 'count', text: 'select count(*) as rows from one.a' }

test('several nodes that start at once apply each migration once', async () => {
  const address = await newTestDatabase()
  const slow = { '0001-a.sql': `${first['0001-a.sql']} select pg_sleep(0.1);` }
  await Promise.all(Array.from({ length: 4 }, () => migrate(address, [slice('one', slow)])))
  const database = openDatabase(address)
  assert.deepEqual(await database.query(count), [{ rows: 1 }])
  await database.close()
})

test('a lower slice may bring a migration later; order is by level, then by number', async () => {
  const address = await newTestDatabase()
  const upper = slice('two', { '0001-b.sql': 'create view b_of_one as select * from one.a;' })
  await migrate(address, [slice('one', first), upper])
  await migrate(address, [slice('one', { ...first, '0002-c.sql': 'insert into one.a values (2);' }), upper])
  const database = openDatabase(address)
  assert.deepEqual(await database.query(count), [{ rows: 2 }])
  await database.close()
})

test('a migration that fails leaves nothing and is tried again at the next start', async () => {
  const address = await newTestDatabase()
  const broken = slice('one', { '0001-a.sql': 'create schema one; create table one.a (x int); select 1 / 0;' })
  await assert.rejects(migrate(address, [broken]), /division by zero/)
  await migrate(address, [slice('one', first)])
})

test('error: tables of a newer version are left alone with KERNEL_DATABASE_NEWER', async () => {
  const address = await newTestDatabase()
  await migrate(address, [slice('one', { ...first, '0002-newer.sql': 'select 1;' })])
  await assert.rejects(
    migrate(address, [slice('one', first)]),
    (error) => hasCode(error, 'KERNEL_DATABASE_NEWER') && error.facts.migration === 'one/0002-newer',
  )
})

test('error: PostgreSQL 15 is KERNEL_DATABASE_TOO_OLD, 16 is not', () => {
  assert.throws(
    () => requireVersion(150_012),
    (error) => hasCode(error, 'KERNEL_DATABASE_TOO_OLD'),
  )
  assert.doesNotThrow(() => requireVersion(160_000))
})

test('error: no database is KERNEL_DATABASE_UNREACHABLE', async () => {
  await assert.rejects(
    migrate({ host: '/nonexistent', port: 1, user: 'x', database: 'x' }, migrationFolders(['kernel'])),
    (error) => hasCode(error, 'KERNEL_DATABASE_UNREACHABLE'),
  )
})
