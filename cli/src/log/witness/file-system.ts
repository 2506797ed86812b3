import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises'

/** A file that is being written. */
export interface OpenFile {
  write(text: string): Promise<void>
  /** Resolves when what was written outlives a loss of power. */
  sync(): Promise<void>
  close(): Promise<void>
}

/** The file operations that a witness needs, each of which may fail. */
export interface FileSystem {
  /** With the folders above it; one that exists is left as it is. */
  makeFolder(path: string): Promise<void>
  /** `undefined` where there is no such file. */
  read(path: string): Promise<string | undefined>
  /** Empties a file that exists. Only its owner can read it. */
  create(path: string): Promise<OpenFile>
  rename(from: string, to: string): Promise<void>
  /** A second name for a file. Fails where the name is taken. */
  link(from: string, to: string): Promise<void>
  /** A file that is not there is as good as removed. */
  remove(path: string): Promise<void>
  /** Resolves when the names in a folder outlive a loss of power. */
  syncFolder(path: string): Promise<void>
}

/** Folders that may not be opened here were made by somebody else, long ago. */
const notOurs: readonly (string | undefined)[] = [
  'EACCES',
  'EPERM',
  ...(process.platform === 'win32' ? ['EISDIR'] : []),
]

/** The files of this machine. */
export const nodeFiles: FileSystem = {
  makeFolder: async (path) => {
    await mkdir(path, { recursive: true, mode: 0o700 })
  },
  read: async (path) =>
    await readFile(path, 'utf8').catch((fault: NodeJS.ErrnoException) => {
      if (fault.code === 'ENOENT') return undefined
      throw fault
    }),
  create: async (path) => {
    const file = await open(path, 'w', 0o600)
    return { write: (text) => file.writeFile(text), sync: () => file.sync(), close: () => file.close() }
  },
  rename,
  link,
  remove: (path) => rm(path, { force: true }),
  syncFolder: async (path) => {
    const folder = await open(path, 'r').catch((fault: NodeJS.ErrnoException) => {
      if (notOurs.includes(fault.code)) return undefined
      throw fault
    })
    try {
      await folder?.sync()
    } finally {
      await folder?.close()
    }
  },
}
