import { readdir, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '@symbolon/protocol/kernel'
import type { Database, Job, Statement } from '../kernel/index.ts'
import { finishDeletions, letSweep, pendingDeletions, sweepUnheld, sweepUnknown } from './blob-statements.ts'
import type { BlobStore } from './blob-store.ts'

/** Hours that an uploaded blob waits for its record. */
export const UNHELD_HOURS = 24

const batch = 200

interface Sweep {
  readonly database: Database
  readonly store: BlobStore
  readonly clock: Clock
}

/** The ciphertext of every blob that was asked to be destroyed is gone from the store; returns how many were. */
export async function destroyAskedBlobs({ database, store }: Omit<Sweep, 'clock'>): Promise<number> {
  for (let destroyed = 0; ; ) {
    const asked = await database.query<{ sha256: string }>(pendingDeletions(batch))
    if (asked.length === 0) return destroyed
    for (const { sha256 } of asked) await store.delete(sha256)
    await database.query(finishDeletions(asked.map(({ sha256 }) => sha256)))
    destroyed += asked.length
  }
}

/** What was uploaded and never taken by a record, and what no row knows, is gone from the store and from `incoming`. */
export async function sweepBlobs(sweep: Sweep): Promise<void> {
  const before = sweep.clock.now() - UNHELD_HOURS * 3_600_000
  await runSweep(sweep, sweepUnheld(new Date(before)))
  let old: string[] = []
  for await (const { sha256, stored_at } of sweep.store.list()) {
    if (stored_at < before) old.push(sha256)
    if (old.length < batch) continue
    await runSweep(sweep, sweepUnknown(old))
    old = []
  }
  if (old.length > 0) await runSweep(sweep, sweepUnknown(old))
  await sweepIncoming(sweep.store.incoming, before)
  await destroyAskedBlobs(sweep)
}

/** Between an arrival that is not committed and a sweep one waits for the other. */
function runSweep({ database }: Sweep, statement: Statement): Promise<unknown> {
  return database.transaction(async (queries) => {
    await queries.query(letSweep)
    await queries.query(statement)
  })
}

/** The vault's periodic work; the first run of each follows the start of the node. */
export function vaultJobs(sweep: Sweep): Job[] {
  // Every upload of this process is younger; what is older was left by one that was killed.
  const opened_at = sweep.clock.now()
  return [
    { name: 'vault-destroy', every_ms: 10_000, run: async () => void (await destroyAskedBlobs(sweep)) },
    { name: 'vault-sweep', every_ms: 3_600_000, run: () => sweepBlobs(sweep) },
    { name: 'vault-incoming', every_ms: 3_600_000, run: () => sweepIncoming(sweep.store.incoming, opened_at) },
  ]
}

async function sweepIncoming(folder: string, before: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = join(folder, name)
    if ((await stat(file)).mtimeMs < before) await unlink(file)
  }
}
