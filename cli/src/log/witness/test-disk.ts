import { dirname } from 'node:path'
import type { FileSystem } from './file-system.ts'

interface StoredFile {
  text: string
  /** What outlives a loss of power. */
  synced: string
}

/** A disk in memory that tells what is written from what outlives a loss of power: contents and names each when synced. */
export class TestDisk implements FileSystem {
  private names = new Map<string, StoredFile>()
  private syncedNames = new Map<string, StoredFile>()

  /** Everything that was not synced is gone. */
  losePower(): void {
    this.names = new Map(this.syncedNames)
    for (const file of this.names.values()) file.text = file.synced
  }

  async makeFolder(): Promise<void> {}

  async read(path: string): Promise<string | undefined> {
    return this.names.get(path)?.text
  }

  async create(path: string) {
    const file = this.names.get(path) ?? { text: '', synced: '' }
    file.text = ''
    this.names.set(path, file)
    return {
      write: async (text: string) => {
        file.text += text
      },
      sync: async () => {
        file.synced = file.text
      },
      close: async () => {},
    }
  }

  async rename(from: string, to: string): Promise<void> {
    this.names.set(to, this.existing(from))
    this.names.delete(from)
  }

  async link(from: string, to: string): Promise<void> {
    if (this.names.has(to)) throw fault('EEXIST')
    this.names.set(to, this.existing(from))
  }

  async remove(path: string): Promise<void> {
    this.names.delete(path)
  }

  async syncFolder(folder: string): Promise<void> {
    for (const path of new Set([...this.names.keys(), ...this.syncedNames.keys()])) {
      const file = this.names.get(path)
      if (dirname(path) !== folder) continue
      if (file === undefined) this.syncedNames.delete(path)
      else this.syncedNames.set(path, file)
    }
  }

  private existing(path: string): StoredFile {
    const file = this.names.get(path)
    if (file === undefined) throw fault('ENOENT')
    return file
  }
}

/** Which operation fails: the n-th, before it did anything or when it was done. */
export interface Fault {
  readonly at: number
  readonly when: 'before' | 'after'
  /** Counts operations. */
  count: number
}

/** The same files, one operation of which fails. */
export function failing(files: FileSystem, plan: Fault): FileSystem {
  const run = async <Value>(act: () => Promise<Value>): Promise<Value> => {
    const fails = ++plan.count === plan.at
    if (fails && plan.when === 'before') throw fault('EIO')
    const value = await act()
    if (fails) throw fault('EIO')
    return value
  }
  return {
    makeFolder: (path) => run(() => files.makeFolder(path)),
    read: (path) => run(() => files.read(path)),
    create: (path) =>
      run(async () => {
        const file = await files.create(path)
        return {
          write: (text) => run(() => file.write(text)),
          sync: () => run(() => file.sync()),
          close: () => run(() => file.close()),
        }
      }),
    rename: (from, to) => run(() => files.rename(from, to)),
    link: (from, to) => run(() => files.link(from, to)),
    remove: (path) => run(() => files.remove(path)),
    syncFolder: (path) => run(() => files.syncFolder(path)),
  }
}

function fault(code: string): Error {
  return Object.assign(new Error(code), { code })
}
