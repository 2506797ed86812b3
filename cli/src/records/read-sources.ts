import { open, readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { FILE_HEAD_BYTES, fileBytesMax, isArchive, readRecordArchive } from '@symbolon/protocol/records'
import type { RecordFile } from '@symbolon/sdk/records'
import { cliErrors, formatBytes, type Output } from '../kernel/index.ts'
import type { FoundFile } from './find-files.ts'

/** One file to add, or the reason why it can't be. */
export type Source = { readonly name: string } & ({ readonly file: RecordFile } | { readonly error: unknown })

/** The files to add behind a path: itself, or the files of an archive. */
export async function* readSources(found: FoundFile, output: Output): AsyncGenerator<Source> {
  const { name } = found
  try {
    const bytes = await readWhole(found, output)
    if (!isArchive({ name, bytes })) {
      yield { name, file: { name, bytes } }
      return
    }
    for (const inner of readRecordArchive(bytes)) {
      const innerName = `${name}!${inner.name}`
      yield { name: innerName, file: { name: inner.name, bytes: inner.bytes } }
    }
  } catch (error) {
    yield { name, error }
  }
}

/** The bytes of the one file that a path names, as `readSources` would read it. @throws CLI_FILE_UNREADABLE, CLI_FILE_EMPTY, CLI_FILE_TOO_LARGE */
export async function readSource(path: string, output: Output): Promise<RecordFile> {
  const { size } = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw cliErrors.CLI_FILE_UNREADABLE({ path, reason: cause.code ?? '?' }, { cause })
  })
  const name = basename(path)
  return { name, bytes: await readWhole({ path, name, size_bytes: size }, output) }
}

// Refused by its size before it is read: its first bytes tell which limit holds.
async function readWhole(found: FoundFile, output: Output): Promise<Uint8Array> {
  if (found.size_bytes === 0) throw cliErrors.CLI_FILE_EMPTY()
  const file = await open(found.path).catch((cause: NodeJS.ErrnoException) => {
    throw cliErrors.CLI_FILE_UNREADABLE({ path: found.path, reason: cause.code ?? '?' }, { cause })
  })
  try {
    const { bytesRead, buffer } = await file.read({ buffer: new Uint8Array(FILE_HEAD_BYTES), position: 0 })
    const max = fileBytesMax({ name: found.name, bytes: buffer.subarray(0, bytesRead) })
    if (found.size_bytes > max) throw tooLarge(found, { max, output })
    return await readFile(found.path)
  } catch (cause) {
    if (!(cause instanceof Error) || !('syscall' in cause)) throw cause
    throw cliErrors.CLI_FILE_UNREADABLE(
      { path: found.path, reason: (cause as NodeJS.ErrnoException).code ?? '?' },
      { cause },
    )
  } finally {
    await file.close()
  }
}

function tooLarge(found: FoundFile, at: { max: number; output: Output }): Error {
  const { language } = at.output
  const size = formatBytes(found.size_bytes, language)
  return cliErrors.CLI_FILE_TOO_LARGE({ size, max: formatBytes(at.max, language) })
}
