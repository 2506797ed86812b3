import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { kernelErrors } from '@symbolon/protocol/kernel'

/** The folder, or the nearest one above that is there. */
export function nearestFolder(folder: string): string {
  return existsSync(folder) || folder === dirname(folder) ? folder : nearestFolder(dirname(folder))
}

/**
 * Why nothing can be written in the folder or where it would be made; nothing when something can. Really tried:
 * permissions say little to an administrator, to a read-only disk and to folders of the system.
 */
export async function unwritable(folder: string): Promise<string | undefined> {
  const path = join(nearestFolder(folder), `.symbolon-${process.pid}`)
  try {
    await writeFile(path, 'x', { flag: 'wx' })
    return undefined
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? '?'
  } finally {
    await rm(path, { force: true }).catch(() => undefined)
  }
}

/**
 * Before a folder is made with all above it: Node tries that for ever in folders of the system.
 * @throws KERNEL_DATA_FOLDER_UNUSABLE
 */
export async function requireWritable(folder: string): Promise<void> {
  const reason = await unwritable(folder)
  if (reason !== undefined) throw kernelErrors.KERNEL_DATA_FOLDER_UNUSABLE({ reason })
}
