import { readFile } from 'node:fs/promises'
import { cliErrors } from '../kernel/index.ts'

/** The secret in a file, without its last line break. @throws CLI_FILE_UNREADABLE */
export async function readSecretFile(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw cliErrors.CLI_FILE_UNREADABLE({ path, reason: cause.code ?? '?' }, { cause })
  })
  return text.replace(/\r?\n$/, '')
}
