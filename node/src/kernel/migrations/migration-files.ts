import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The SQL files of one slice, `NNNN-name.sql`, applied in the order of their names, each one once. */
export interface MigrationFolder {
  readonly slice: string
  readonly folder: string
}

export interface MigrationText {
  readonly name: string
  readonly text: string
}

/** Kysely applies migrations in the order of their names: a name begins with its slice's level. */
const levels: Readonly<Record<string, number>> = { kernel: 0, identity: 1, log: 1, vault: 2, custody: 2, consent: 2 }
const topLevel = 3

/** Folders of the node's slices, lower levels first. */
export function migrationFolders(slices: readonly string[]): MigrationFolder[] {
  return slices.map((slice) => ({
    slice,
    folder: fileURLToPath(new URL(`${slice}/migrations/`, import.meta.resolve('@symbolon/node/main'))),
  }))
}

export function readMigrations(folders: readonly MigrationFolder[]): MigrationText[] {
  return folders.flatMap(({ slice, folder }) =>
    sqlFiles(folder).map((file) => ({
      name: `${levels[slice] ?? topLevel} ${slice}/${file.replace(/\.sql$/, '')}`,
      text: readFileSync(join(folder, file), 'utf8'),
    })),
  )
}

/** A slice without tables has no folder. */
function sqlFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
}
