import { execFile } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { BreakableClient } from './database/open-pool.ts'
import type { DatabaseAddress } from './database/pg-database.ts'
import { migrate } from './migrations/migrate.ts'
import { migrationFolders } from './migrations/migration-files.ts'
import { type PostgresServer, startPostgres } from './postgres/server.ts'

/** Every slice that has tables. */
export const slicesWithTables = globSync('*/migrations', { cwd: dirname(import.meta.dirname) })
  .map(dirname)
  .sort()

/** A server for one test process, and the folder that is removed after it. */
export interface TestServer {
  readonly server: PostgresServer
  readonly root: string
}

/** Tests of durability start servers of their own; here nothing needs to outlive the process. */
const settings = { fsync: 'off', full_page_writes: 'off' }
/** A database with every table, of which others are copies. */
const template = 'every_table'

/**
 * The first file of a run makes a server's folder with every table in it, and the others begin with a copy; a file that
 * runs alone makes it for itself.
 */
export async function startTestServer(): Promise<TestServer> {
  const root = mkdtempSync(join(tmpdir(), 'symbolon-test-'))
  const shared = process.env.SYMBOLON_TEST_SHARED
  if (shared === undefined) return { server: await startWithTables(root), root }
  const made = join(shared, 'postgres')
  if (!existsSync(made)) await makeOnce(made)
  // Files of the database belong to the account that it runs as.
  await promisify(execFile)('cp', ['-a', `${made}/.`, root])
  return { server: await startPostgres({ root, settings }), root }
}

async function makeOnce(made: string): Promise<void> {
  const making = mkdtempSync(`${made}-`)
  const server = await startWithTables(making)
  await server.stop()
  await rename(making, made).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'ENOTEMPTY') throw fault // another file was faster
    rmSync(making, { recursive: true })
  })
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
  await client.query(`create database ${name}${withTables ? ` template ${template}` : ''}`)
  await client.end()
  return server.addressOf(name)
}
