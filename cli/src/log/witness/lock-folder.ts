import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { logCommandErrors } from '../errors.ts'

/** @source SQLite, Result Codes */
const busy = 5

/**
 * Keeps a folder for this process alone. The lock is the operating system's, on a file of SQLite's, so it ends with the
 * process however that ends. @returns how to give it back
 * @throws LOG_WITNESS_IN_USE, LOG_WITNESS_FILES_FAILED
 */
export function lockFolder(folder: string): () => void {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(join(folder, 'lock'), { timeout: 0 })
    database.exec('pragma journal_mode = memory; pragma locking_mode = exclusive; begin exclusive')
    return () => database?.close()
  } catch (cause) {
    database?.close()
    const { errcode, errstr = '?' } = cause as { readonly errcode?: number; readonly errstr?: string }
    if (errcode === busy) throw logCommandErrors.LOG_WITNESS_IN_USE({ folder }, { cause })
    throw logCommandErrors.LOG_WITNESS_FILES_FAILED({ reason: errstr }, { cause })
  }
}
