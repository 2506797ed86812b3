import { randomUUID } from 'node:crypto'
import { dirname } from 'node:path'
import type { FileSystem } from './file-system.ts'

interface Writing {
  readonly path: string
  readonly text: string
}

/** Resolves when the file holds the text for good. Cut off anywhere, it holds what it held before, or the text. */
export async function replaceDurably(files: FileSystem, { path, text }: Writing): Promise<void> {
  await throughBeside(files, { path, text }, (beside) => files.rename(beside, path))
  await files.syncFolder(dirname(path))
}

/** As `replaceDurably`, but a file that exists stays as it is. @returns whether it was made */
export async function createDurably(files: FileSystem, { path, text }: Writing): Promise<boolean> {
  const made = await throughBeside(files, { path, text }, (beside) =>
    files.link(beside, path).then(
      () => true,
      (fault: NodeJS.ErrnoException) => {
        if (fault.code === 'EEXIST') return false
        throw fault
      },
    ),
  )
  await files.syncFolder(dirname(path))
  return made
}

/** Uses the text under a name of its own, which no other process that writes the same file takes. */
async function throughBeside<Value>(
  files: FileSystem,
  { path, text }: Writing,
  use: (beside: string) => Promise<Value>,
): Promise<Value> {
  const beside = `${path}.${randomUUID()}.new`
  try {
    await write(files, { path: beside, text })
    return await use(beside)
  } finally {
    await files.remove(beside)
  }
}

async function write(files: FileSystem, { path, text }: Writing): Promise<void> {
  const file = await files.create(path)
  try {
    await file.write(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A folder whose name outlives a loss of power, and those of the folders above it. */
export async function makeFolderDurably(files: FileSystem, folder: string): Promise<void> {
  await files.makeFolder(folder)
  for (let at = folder; at !== dirname(at); at = dirname(at)) await files.syncFolder(dirname(at))
}
