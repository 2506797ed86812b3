import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

/**
 * Fills a folder with what takes long to make: of the files of one run the first makes it and all copy.
 * @param make fills an empty folder
 * @returns false for a file that runs alone, whose folder is left as it was
 */
export async function copyMadeOnce(
  name: string,
  folder: string,
  make: (folder: string) => Promise<void>,
): Promise<boolean> {
  const shared = process.env.SYMBOLON_TEST_SHARED
  if (shared === undefined) return false
  const made = join(shared, name)
  if (!existsSync(made)) await makeOnce(made, make)
  // Files of a database belong to the account that it runs as.
  await promisify(execFile)('cp', ['-a', `${made}/.`, folder])
  return true
}

async function makeOnce(made: string, make: (folder: string) => Promise<void>): Promise<void> {
  const making = await mkdtemp(`${made}-`)
  await make(making)
  await rename(making, made).catch(async (fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'ENOTEMPTY') throw fault // another file was faster
    await rm(making, { recursive: true })
  })
}
