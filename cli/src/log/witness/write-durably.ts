import { dirname } from 'node:path'
import type { FileSystem } from './file-system.ts'

interface Writing {
  readonly path: string
  readonly text: string
}

/** Resolves when the file holds the text for good. Cut off anywhere, it holds what it held before, or the text. */
export async function replaceDurably(files: FileSystem, { path, text }: Writing): Promise<void> {
  await files.rename(await writeBeside(files, { path, text }), path)
  await files.syncFolder(dirname(path))
}

/** As `replaceDurably`, but a file that exists stays as it is. @returns whether it was made */
export async function createDurably(files: FileSystem, { path, text }: Writing): Promise<boolean> {
  const beside = await writeBeside(files, { path, text })
  const made = await files.link(beside, path).then(
    () => true,
    (fault: NodeJS.ErrnoException) => {
      if (fault.code === 'EEXIST') return false
      throw fault
    },
  )
  await files.remove(beside)
  await files.syncFolder(dirname(path))
  return made
}

async function writeBeside(files: FileSystem, { path, text }: Writing): Promise<string> {
  const beside = `${path}.new`
  // A process that was killed may have left it, as a second name of a file that is to stay as it is.
  await files.remove(beside)
  const file = await files.create(beside)
  try {
    await file.write(text)
    await file.sync()
  } finally {
    await file.close()
  }
  return beside
}

/** A folder whose name outlives a loss of power, and those of the folders above it. */
export async function makeFolderDurably(files: FileSystem, folder: string): Promise<void> {
  await files.makeFolder(folder)
  for (let at = folder; at !== dirname(at); at = dirname(at)) await files.syncFolder(dirname(at))
}
