import { createReadStream } from 'node:fs'
import { stat, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { cliErrors, formatBytes, type Output } from '../kernel/index.ts'

/** Bytes of a proof or a policy that are read: four for each character that one may have. */
const FILE_BYTES_MAX = 4 * 2 ** 20

/** Writes a file that is not there yet; answers with its path. @throws CLI_FILE_EXISTS, CLI_FILE_UNREADABLE */
export async function writeNew(path: string, content: string): Promise<string> {
  const whole = resolve(path)
  await writeFile(whole, content, { flag: 'wx', mode: 0o600 }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EEXIST') throw cliErrors.CLI_FILE_EXISTS({ path }, { cause })
    throw cliErrors.CLI_FILE_UNREADABLE({ path, reason: cause.code ?? '?' }, { cause })
  })
  return whole
}

/** The bytes of a file of moderate size, or of a pipe. @throws CLI_FILE_UNREADABLE, CLI_FILE_TOO_LARGE */
export async function readSmall(path: string, { language }: Output): Promise<Uint8Array> {
  const unreadable = (cause: NodeJS.ErrnoException) => {
    throw cliErrors.CLI_FILE_UNREADABLE({ path, reason: cause.code ?? '?' }, { cause })
  }
  const requireSmall = (size: number) => {
    if (size <= FILE_BYTES_MAX) return
    const [told, max] = [size, FILE_BYTES_MAX].map((bytes) => formatBytes(bytes, language))
    throw cliErrors.CLI_FILE_TOO_LARGE({ size: told, max })
  }
  requireSmall((await stat(path).catch(unreadable)).size)
  // A pipe or a device has no size in advance: one byte more than may be shows that it has too many.
  const bytes = await buffer(createReadStream(path, { end: FILE_BYTES_MAX })).catch(unreadable)
  requireSmall(bytes.length)
  return bytes
}
