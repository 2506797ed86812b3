import { createHash } from 'node:crypto'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { writePrivate } from '../../identity/index.ts'

/** How far a file had been taken in, and by what it is known again. */
export interface ImportedSoFar {
  readonly events: number
  /** SHA-256 of the texts of these events, each with a line break after it. */
  readonly digest: string
  readonly refused: number
}

/** Where an import stands is kept beside the profiles until it is over, so that a killed one goes on where it was. */
export class ImportMemory {
  private readonly path: string
  private readonly folder: string

  constructor(at: { readonly home: string; readonly node: string; readonly profile: string; readonly file: string }) {
    const name = createHash('sha256')
      .update([at.node, at.profile, resolve(at.file)].join('\n'))
      .digest('hex')
    this.folder = join(at.home, 'imports')
    this.path = join(this.folder, `${name}.json`)
  }

  /** Undefined when nothing is remembered, or nothing that can be read. */
  async read(): Promise<ImportedSoFar | undefined> {
    const text = await readFile(this.path, 'utf8').catch(() => 'null')
    try {
      const kept = JSON.parse(text) as Partial<ImportedSoFar> | null
      const { events, digest, refused } = kept ?? {}
      const isWhole = Number.isSafeInteger(events) && Number.isSafeInteger(refused) && typeof digest === 'string'
      return isWhole ? { events: events as number, digest, refused: refused as number } : undefined
    } catch {
      return undefined
    }
  }

  async write(soFar: ImportedSoFar): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 })
    await writePrivate(this.path, JSON.stringify(soFar))
  }

  async forget(): Promise<void> {
    await rm(this.path, { force: true })
  }
}
