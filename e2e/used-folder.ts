import { existsSync } from 'node:fs'
import { copyMadeOnce } from '@symbolon/node/test-shared-folder'
import { startDemo } from './symbolon.ts'

/**
 * A demo node's data folder as Ctrl-C leaves it, so that a test starts a node in half the time; a test that runs alone
 * begins with nothing, as `dev` on a new machine does.
 */
export async function copyUsedFolder(data: string): Promise<void> {
  if (!existsSync(data)) await copyMadeOnce('demo', data, useFolder)
}

async function useFolder(data: string): Promise<void> {
  const node = await startDemo({ data })
  await node.stop()
}
