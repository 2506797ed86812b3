import { readFile } from 'node:fs/promises'
import { type ArchiveFile, isArchive, readRecordArchive } from '@symbolon/protocol/records'
import type { RecordFile } from '@symbolon/sdk/records'
import { cliErrors, formatBytes, type Output } from '../kernel/index.ts'
import type { FoundFile } from './find-files.ts'

/** One file to add, or the reason why it can't be. */
export type Source = { readonly name: string } & ({ readonly file: RecordFile } | { readonly error: unknown })

/** Larger files are refused by their size, before a byte of them is read. */
const fileBytesMax = 512 * 1024 * 1024

/** The files to add behind a path: itself, or the files of an archive. */
export async function* readSources(found: FoundFile, output: Output): AsyncGenerator<Source> {
  const { name } = found
  try {
    const bytes = await readWhole(found, output)
    if (!isArchive({ name, bytes })) {
      yield { name, file: { name, bytes } }
      return
    }
    for (const inner of readRecordArchive(bytes).files) yield readMember(name, inner)
  } catch (error) {
    yield { name, error }
  }
}

function readMember(archive: string, inner: ArchiveFile): Source {
  const name = `${archive}!${inner.name}`
  try {
    return { name, file: { name: inner.name, bytes: inner.read() } }
  } catch (error) {
    return { name, error }
  }
}

async function readWhole(found: FoundFile, output: Output): Promise<Uint8Array> {
  if (found.size_bytes > fileBytesMax) {
    const size = formatBytes(found.size_bytes, output.language)
    throw cliErrors.CLI_FILE_TOO_LARGE({ size, max: formatBytes(fileBytesMax, output.language) })
  }
  if (found.size_bytes === 0) throw cliErrors.CLI_FILE_EMPTY()
  return await readFile(found.path).catch((cause: NodeJS.ErrnoException) => {
    throw cliErrors.CLI_FILE_UNREADABLE({ path: found.path, reason: cause.code ?? '?' }, { cause })
  })
}
