import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type NotedCheckpoint, type NoteVerifier, parseCheckpoint, verifyCheckpoint } from '@symbolon/protocol/log'
import { damaged, isFault, syncFolder } from '../kernel/index.ts'

/** What the key of the log has signed last, kept outside the database: a database can be set back, the key cannot. */
export interface SignedMemory {
  /** Nothing before the first signature. @throws KERNEL_DATA_FOLDER_UNUSABLE when the file is damaged */
  read(): NotedCheckpoint | undefined
  /** The note outlives a loss of power when this returns. */
  keep(note: string): void
}

export function openSignedMemory(file: string, verifier: NoteVerifier): SignedMemory {
  return {
    read() {
      const text = readIfThere(file)
      if (text === undefined) return undefined
      try {
        return verifyCheckpoint(parseCheckpoint(text), [verifier])
      } catch {
        throw damaged(file)
      }
    },
    keep(note) {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      writeFileSync(`${file}.new`, note, { mode: 0o600, flush: true })
      renameSync(`${file}.new`, file)
      syncFolder(dirname(file))
    },
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (fault) {
    if (isFault(fault, 'ENOENT')) return undefined
    throw fault
  }
}
