import { Kysely, PostgresDialect, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type pg from 'pg'
import type { MigrationText } from './migration-files.ts'

/** Applies what the database has not seen yet, all or nothing. */
export async function applyMigrations(pool: pg.Pool, texts: readonly MigrationText[]): Promise<void> {
  const database = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  const migrations = Object.fromEntries(texts.map((migration) => [migration.name, toMigration(migration)]))
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => migrations },
    migrationTableSchema: 'kernel',
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
    allowUnorderedMigrations: true,
  })
  const { error } = await migrator.migrateToLatest()
  if (error instanceof Error) throw error
}

function toMigration({ text }: MigrationText): Migration {
  return { up: async (database: Kysely<unknown>) => void (await sql.raw(text).execute(database)) }
}
