import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import type { DatabaseAddress } from '../database/pg-database.ts'
import type { LedgerPlan } from '../ledger/contract-set.ts'
import { superviseServer } from '../postgres/supervised-server.ts'
import { takeDataFolder } from './data-folder.ts'
import { createSpaceCheck } from './disk-space.ts'
import { createKernel, type Kernel } from './kernel.ts'
import { createLogger } from './logger.ts'

/** The kernel of a real node: its folder taken, its database running. */
export interface Ground extends Kernel {
  readonly database: 'built-in' | 'given'
}

/**
 * Takes the data folder, starts or finds the database and prepares a kernel on them; its `stop` gives everything back.
 * @throws KERNEL_DATA_FOLDER_IN_USE, KERNEL_DATABASE_START_FAILED, KERNEL_DATABASE_UNREACHABLE, KERNEL_DISK_FULL
 */
export async function openGround(config: Config, plan: LedgerPlan): Promise<Ground> {
  const folder = await takeDataFolder(config.data)
  const undo: (() => void | Promise<void>)[] = [folder.release]
  try {
    const { address, stop } = await openServer(config)
    undo.unshift(stop)
    const kernel = createKernel({ config, address, plan, requireSpace: createSpaceCheck(config.data) })
    undo.unshift(kernel.stop)
    const database = config.database_url === undefined ? 'built-in' : 'given'
    return { ...kernel, database, stop: () => runAll(undo) }
  } catch (fault) {
    await runAll(undo)
    throw fault
  }
}

async function runAll(steps: readonly (() => void | Promise<void>)[]): Promise<void> {
  for (const step of steps) await step()
}

async function openServer(config: Config): Promise<{ address: DatabaseAddress; stop(): Promise<void> }> {
  const { database_url } = config
  if (database_url !== undefined) return { address: { connectionString: database_url }, stop: async () => undefined }
  return superviseServer({ root: join(config.data, 'postgres') }, createLogger(config.log))
}
