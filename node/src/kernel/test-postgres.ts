import { globSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { BreakableClient } from './database/open-pool.ts'
import type { DatabaseAddress } from './database/pg-database.ts'
import { migrate } from './migrations/migrate.ts'
import { migrationFolders } from './migrations/migration-files.ts'
import { type PostgresServer, startPostgres } from './postgres/server.ts'
import { copyMadeOnce } from './test-shared-folder.ts'

/** Every slice that has tables. */
export const slicesWithTables = globSync('*/migrations', { cwd: dirname(import.meta.dirname) })
  .map(dirname)
  .sort()

/** A server for one test process, and the folder that is removed after it. */
export interface TestServer {
  readonly server: PostgresServer
  readonly root: string
}

/** Tests of durability start servers of their own: here nothing needs to outlive the process, and many nodes share one. */
const settings = { fsync: 'off', full_page_writes: 'off', max_connections: '200' }
/** A database with every table, of which others are copies. */
const template = 'every_table'

/** Starts with every table in it, made by the first file of a run and copied by the others. */
export async function startTestServer(): Promise<TestServer> {
  const root = mkdtempSync(join(tmpdir(), 'symbolon-test-'))
  const isCopy = await copyMadeOnce('postgres', root, async (folder) => {
    const server = await startWithTables(folder)
    await server.stop()
  })
  return { server: isCopy ? await startPostgres({ root, settings }) : await startWithTables(root), root }
}

async function startWithTables(root: string): Promise<PostgresServer> {
  const server = await startPostgres({ root, settings })
  await migrate(await createDatabase(server, template), migrationFolders(slicesWithTables))
  return server
}

/** An empty database, or one with every table. */
export async function createDatabase(
  server: PostgresServer,
  name: string,
  { withTables = false } = {},
): Promise<DatabaseAddress> {
  const client = new BreakableClient(server.addressOf('postgres'))
  await client.connect()
  // Copied as files, since nobody wants the copy in a log: half the time.
  await client.query(`create database ${name}${withTables ? ` template ${template} strategy file_copy` : ''}`)
  await client.end()
  return server.addressOf(name)
}
