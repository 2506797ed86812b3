import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { ledgerPlan } from '../../contracts.ts'
import type { Database } from '../database/database.ts'
import { type DatabaseAddress, openDatabase } from '../database/pg-database.ts'
import { createLogger } from '../lifecycle/logger.ts'
import { migrate } from '../migrations/migrate.ts'
import { migrationFolders } from '../migrations/migration-files.ts'
import { newTestDatabase } from '../test-node.ts'
import { createEmbeddedLedger, type EmbeddedLedgerOptions } from './embedded-ledger.ts'

const keys = mkdtempSync(join(tmpdir(), 'symbolon-replay-'))
after(() => rmSync(keys, { recursive: true }))
/** Key of every ledger of the test process. */
export const relayerKeyFile = join(keys, 'relayer.key')

export interface LedgerRun {
  readonly address: DatabaseAddress
  readonly database: Database
  open(overrides?: Partial<EmbeddedLedgerOptions>): ReturnType<typeof createEmbeddedLedger>
}

/** A database in which one ledger after another can be opened. */
export async function newLedgerRun(): Promise<LedgerRun> {
  const address = await newTestDatabase()
  await migrate(address, migrationFolders(['kernel']))
  const database = openDatabase(address)
  const open = (overrides: Partial<EmbeddedLedgerOptions> = {}) =>
    createEmbeddedLedger({
      address,
      database,
      plan: ledgerPlan,
      chainId: 7010,
      relayerKey: relayerKeyFile,
      clock: { now: () => Date.now() },
      log: createLogger('silent'),
      block_ms: 5,
      relay_delay_ms: 0,
      ...overrides,
    })
  return { address, database, open }
}
