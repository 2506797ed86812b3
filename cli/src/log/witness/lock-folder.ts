import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { logCommandErrors } from '../errors.ts'

/**
 * Keeps a folder for this process alone. The lock is the operating system's, on a file of SQLite's, so it ends with the
 * process however that ends. @returns how to give it back
 * @throws LOG_WITNESS_IN_USE
 */
export function lockFolder(folder: string): () => void {
  const database = new DatabaseSync(join(folder, 'lock'), { timeout: 0 })
  try {
    database.exec('pragma journal_mode = memory; pragma locking_mode = exclusive; begin exclusive')
  } catch (cause) {
    database.close()
    throw logCommandErrors.LOG_WITNESS_IN_USE({ folder }, { cause })
  }
  return () => database.close()
}
