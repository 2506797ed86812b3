import { strict as assert } from 'node:assert'
import { after, before, test } from 'node:test'
import { hasCode } from '@symbolon/protocol/kernel'
import { isFault } from '../lifecycle/faults.ts'
import { newTestDatabase } from '../test-node.ts'
import type { Database, Queries } from './database.ts'
import { openDatabase } from './pg-database.ts'
import { mapPgFault } from './pg-faults.ts'

let database: Database

before(async () => {
  database = openDatabase(await newTestDatabase())
  await database.query({ name: 'make', text: 'create table account (name text primary key, cents bigint not null)' })
  await database.query({ name: 'fill', text: "insert into account values ('a', 50), ('b', 50)" })
})
after(() => database.close())

const read = { name: 'total', text: 'select sum(cents)::bigint as cents from account' }
const take = (name: string) => ({
  name: 'take',
  text: 'update account set cents = cents - 60 where name = $1',
  values: [name],
})

test('columns arrive as numbers, dates, bytes and documents', async () => {
  const text = `select $1::int8 as n, array[1, 2]::int8[] as many, $2::bytea as bytes, '2020-02-29'::date as day,
    '{"a":1}'::jsonb as doc, to_timestamp(0) as at`
  const [row] = await database.query({ name: 'types', text, values: [7n, Uint8Array.of(1, 2)] })
  assert.deepEqual(row, {
    n: 7,
    many: [1, 2],
    bytes: Buffer.from([1, 2]),
    day: '2020-02-29',
    doc: { a: 1 },
    at: new Date(0),
  })
})

test('a transaction that fails leaves nothing', async () => {
  const work = async (queries: Queries): Promise<void> => {
    await queries.query(take('a'))
    throw new Error('no')
  }
  await assert.rejects(database.transaction(work), /^Error: no$/)
  assert.deepEqual(await database.query(read), [{ cents: 100 }])
})

test('a failed statement whose error was swallowed cannot pass for a commit', async () => {
  const work = async (queries: Queries): Promise<void> => {
    await queries.query(take('a'))
    await queries.query({ name: 'broken', text: 'select 1 / 0' }).catch(() => undefined)
  }
  await assert.rejects(database.transaction(work), /swallowed/)
  assert.deepEqual(await database.query(read), [{ cents: 100 }])
})

test('serializable work runs again instead of overdrawing two accounts that are judged together', async () => {
  const withdraw = (name: string) =>
    database.transaction(
      async (queries) => {
        const [total] = await queries.query<{ cents: number }>(read)
        if ((total?.cents ?? 0) < 60) return false
        await queries.query(take(name))
        return true
      },
      { isolation: 'serializable' },
    )
  const taken = await Promise.all([withdraw('a'), withdraw('b'), withdraw('a'), withdraw('b')])
  assert.equal(taken.filter(Boolean).length, 1)
  assert.deepEqual(await database.query(read), [{ cents: 40 }])
})

test('statements are counted, begin and commit with them', async () => {
  const before = database.statements
  await database.transaction(async (queries) => void (await queries.query(read)))
  assert.equal(database.statements - before, 3)
})

test('error: no server at the address is KERNEL_DATABASE_UNREACHABLE', async () => {
  const nowhere = openDatabase({ host: '/nonexistent', port: 5432, user: 'x', database: 'x' })
  await assert.rejects(nowhere.query(read), (error) => hasCode(error, 'KERNEL_DATABASE_UNREACHABLE'))
  await assert.rejects(
    nowhere.transaction(async () => undefined),
    (error) => hasCode(error, 'KERNEL_DATABASE_UNREACHABLE'),
  )
  await nowhere.close()
})

test('error: a server that says nothing is KERNEL_DATABASE_UNREACHABLE, and its connection is not used again', async () => {
  const impatient = openDatabase(await newTestDatabase(), 200)
  const sleep = { name: 'sleep', text: 'select pg_sleep(60)' }
  const stalled = (error: unknown): boolean => hasCode(error, 'KERNEL_DATABASE_UNREACHABLE')
  await assert.rejects(impatient.query(sleep), stalled)
  await assert.rejects(
    impatient.transaction((queries) => queries.query(sleep)),
    stalled,
  )
  assert.deepEqual(await impatient.query({ name: 'one', text: 'select 1 as one' }), [{ one: 1 }])
  await impatient.close()
})

test('error: PostgreSQL without disk space is KERNEL_DISK_FULL, other faults pass unchanged', () => {
  const full = Object.assign(new Error('could not extend file'), { code: '53100' })
  const io = Object.assign(new Error('could not write: No space left on device'), { code: '58030' })
  const other = Object.assign(new Error('duplicate key'), { code: '23505' })
  assert.ok(hasCode(mapPgFault(full), 'KERNEL_DISK_FULL'))
  assert.ok(hasCode(mapPgFault(io), 'KERNEL_DISK_FULL'))
  assert.equal(mapPgFault(other), other)
})

test('error: text with a NUL is KERNEL_BYTES_INVALID', async () => {
  const asked = database.query({ name: 'nul', text: 'select $1::text', values: ['a\u0000b'] })
  await assert.rejects(asked, (fault) => hasCode(fault, 'KERNEL_BYTES_INVALID'))
})

test('statements that go together are committed together, in their order, or not at all', async () => {
  const create = { name: 'test_create_together', text: 'create table test_together (n integer primary key)' }
  const add = (n: number) => ({
    name: 'test_add',
    text: 'insert into test_together values ($1) returning n',
    values: [n],
  })
  const count = { name: 'test_count', text: 'select count(*) as rows from test_together' }
  await database.query(create)
  assert.deepEqual(await database.together([add(1), add(2), count]), [[{ n: 1 }], [{ n: 2 }], [{ rows: 2 }]])
  await assert.rejects(database.together([add(3), add(1), add(4)]), (fault) => isFault(fault, '23505'))
  assert.deepEqual(await database.query(count), [{ rows: 2 }])
})
