import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { newId } from '@symbolon/protocol/kernel'
import pg from 'pg'
import { type DatabaseAddress, openDatabase } from '../../kernel/database/pg-database.ts'
import { migrate } from '../../kernel/migrations/migrate.ts'
import { migrationFolders } from '../../kernel/migrations/migration-files.ts'
import { type PostgresServer, startPostgres } from '../../kernel/postgres/server.ts'
import { fence } from './fence.ts'

const slices = ['kernel', 'identity', 'vault', 'consent', 'records']

/** A database that belongs to a user with no more rights than to make roles, as a hosting provider gives it. */
async function ordinaryDatabase({ address }: PostgresServer): Promise<DatabaseAddress> {
  assert.ok('host' in address)
  const client = new pg.Client(address)
  await client.connect()
  await client.query('create role ordinary login createrole')
  await client.query(`alter database ${address.database} owner to ordinary`)
  await client.end()
  return { ...address, user: 'ordinary' }
}

test('a node whose database user is no superuser makes the fence and stands behind it', async () => {
  // A server where nobody has made the fence's role before.
  const root = mkdtempSync(join(tmpdir(), 'symbolon-ordinary-'))
  const server = await startPostgres({ root })
  const address = await ordinaryDatabase(server)
  await migrate(address, migrationFolders(slices))
  const database = openDatabase(address)
  const behind = fence(database, newId('party', 0, new Uint8Array(10)))
  const who = {
    name: 'test_who',
    text: `select current_user as role, (select count(*) from records.hosted_entry) as rows`,
  }
  assert.deepEqual(await behind.query(who), [{ role: 'symbolon_reader', rows: 0 }])
  assert.deepEqual(await behind.transaction((queries) => queries.query(who)), [{ role: 'symbolon_reader', rows: 0 }])
  await assert.rejects(behind.query({ name: 'test_look', text: 'select * from identity.party' }), /permission denied/)
  await database.close()
  await server.stop()
  rmSync(root, { recursive: true })
})
