import { kernelErrors } from '@symbolon/protocol/kernel'
import type pg from 'pg'
import { openPool } from '../database/open-pool.ts'
import { type DatabaseAddress, poolOptions } from '../database/pg-database.ts'
import { mapPgFault } from '../database/pg-faults.ts'
import { type MigrationFolder, type MigrationText, readMigrations } from './migration-files.ts'

/** Any number that nothing else locks; all nodes of one database agree on it. */
const migrationLock = '7010700001'
const oldestVersion = 160_000

/**
 * The database holds every table that this version needs, or is as it was: what is missing is applied in one transaction.
 * Of several nodes that start at once one does the work and the others wait.
 * @throws KERNEL_DATABASE_UNREACHABLE, KERNEL_DATABASE_TOO_OLD, KERNEL_DATABASE_NEWER
 */
export async function migrate(address: DatabaseAddress, folders: readonly MigrationFolder[]): Promise<void> {
  const pool = openPool(poolOptions(address, 2))
  try {
    await underLock(pool, readMigrations(folders))
  } catch (fault) {
    throw mapPgFault(fault)
  } finally {
    await pool.end()
  }
}

async function underLock(pool: pg.Pool, wanted: readonly MigrationText[]): Promise<void> {
  const client = await pool.connect()
  try {
    requireVersion(await versionOf(client))
    await client.query('select pg_advisory_lock($1::bigint)', [migrationLock])
    if (!(await isComplete(client, wanted))) await applyMissing(pool, wanted)
  } finally {
    client.release(true)
  }
}

async function versionOf(client: pg.PoolClient): Promise<number> {
  const { rows } = await client.query("select current_setting('server_version_num')::int as version")
  return rows[0].version
}

/** @throws KERNEL_DATABASE_TOO_OLD for a server_version_num below that of PostgreSQL 16 */
export function requireVersion(version: number): void {
  if (version >= oldestVersion) return
  throw kernelErrors.KERNEL_DATABASE_TOO_OLD({ version: String(Math.floor(version / 10_000)) })
}

async function isComplete(client: pg.PoolClient, wanted: readonly MigrationText[]): Promise<boolean> {
  const { rows: known } = await client.query("select to_regclass('kernel.migration') is not null as exists")
  if (!known[0].exists) return false
  const { rows } = await client.query<{ name: string }>('select name from kernel.migration')
  const names = new Set(wanted.map(({ name }) => name))
  const newer = rows.find(({ name }) => !names.has(name))
  if (newer !== undefined) throw kernelErrors.KERNEL_DATABASE_NEWER({ migration: newer.name.replace(/^\d /, '') })
  return rows.length === wanted.length
}

/** Loaded only when there is something to do: a warm start saves its time. */
async function applyMissing(pool: pg.Pool, wanted: readonly MigrationText[]): Promise<void> {
  const { applyMigrations } = await import('./apply-migrations.ts')
  await applyMigrations(pool, wanted)
}
