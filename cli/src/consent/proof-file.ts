import { readFile, stat, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
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

/** The bytes of a file of moderate size. @throws CLI_FILE_UNREADABLE, CLI_FILE_TOO_LARGE */
export async function readSmall(path: string, { language }: Output): Promise<Uint8Array> {
  const unreadable = (cause: NodeJS.ErrnoException) => {
    throw cliErrors.CLI_FILE_UNREADABLE({ path, reason: cause.code ?? '?' }, { cause })
  }
  const { size } = await stat(path).catch(unreadable)
  if (size > FILE_BYTES_MAX) {
    throw cliErrors.CLI_FILE_TOO_LARGE({
      size: formatBytes(size, language),
      max: formatBytes(FILE_BYTES_MAX, language),
    })
  }
  return await readFile(path).catch(unreadable)
}
