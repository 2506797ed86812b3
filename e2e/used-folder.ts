import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startDemo } from './symbolon.ts'

/**
 * A demo node's data folder as Ctrl-C leaves it, so that a test starts a node in half the time. The first test of a run
 * makes it and the others begin with a copy; a test that runs alone begins with nothing, as `dev` on a new machine does.
 */
export async function copyUsedFolder(data: string): Promise<void> {
  const shared = process.env.SYMBOLON_TEST_SHARED
  if (shared === undefined || existsSync(data)) return
  const used = join(shared, 'demo')
  if (!existsSync(used)) await makeUsedFolder(shared, used)
  // Files of the database belong to the account that it runs as.
  await promisify(execFile)('cp', ['-a', used, data])
}

async function makeUsedFolder(shared: string, used: string): Promise<void> {
  const making = await mkdtemp(join(shared, 'making-'))
  const node = await startDemo({ data: join(making, 'data') })
  await node.stop()
  await rename(join(making, 'data'), used).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'ENOTEMPTY') throw fault // another test was faster
  })
  await rm(making, { recursive: true, force: true })
}
