import { createReadStream } from 'node:fs'
import { access, constants, lstat, stat, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { cliErrors, formatBytes, type Output } from '../kernel/index.ts'

/** Bytes of a policy that are read: four for each character that one may have. */
const POLICY_BYTES_MAX = 4 * 2 ** 20
/** Bytes of a proof that are read: traces of packs hold whole events. */
export const PROOF_BYTES_MAX = 64 * 2 ** 20

/** Asks before a long wait what `writeNew` would find out behind it. @throws CLI_FILE_EXISTS, CLI_FILE_UNREADABLE */
export async function requireNew(path: string): Promise<void> {
  const whole = resolve(path)
  const taken = await lstat(whole).catch(() => undefined)
  if (taken !== undefined) throw cliErrors.CLI_FILE_EXISTS({ path })
  await access(dirname(whole), constants.W_OK).catch((cause: NodeJS.ErrnoException) => {
    throw cliErrors.CLI_FILE_UNREADABLE({ path, reason: cause.code ?? '?' }, { cause })
  })
}

/** Writes a file that is not there yet; answers with its path. @throws CLI_FILE_EXISTS, CLI_FILE_UNREADABLE */
export async function writeNew(path: string, content: string): Promise<string> {
  const whole = resolve(path)
  await writeFile(whole, content, { flag: 'wx', mode: 0o600 }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EEXIST') throw cliErrors.CLI_FILE_EXISTS({ path }, { cause })
    throw cliErrors.CLI_FILE_UNREADABLE({ path, reason: cause.code ?? '?' }, { cause })
  })
  return whole
}

/** The bytes of a proof or a policy, from a file or a pipe. @throws CLI_FILE_UNREADABLE, CLI_PROOF_TOO_LARGE */
export async function readSmall(
  path: string,
  { output: { language }, bytes_max = POLICY_BYTES_MAX }: { readonly output: Output; readonly bytes_max?: number },
): Promise<Uint8Array> {
  const unreadable = (cause: NodeJS.ErrnoException) => {
    throw cliErrors.CLI_FILE_UNREADABLE({ path, reason: cause.code ?? '?' }, { cause })
  }
  const requireSmall = (size: number) => {
    if (size <= bytes_max) return
    const [told, max] = [size, bytes_max].map((bytes) => formatBytes(bytes, language))
    throw cliErrors.CLI_PROOF_TOO_LARGE({ path, size: told, max })
  }
  requireSmall((await stat(path).catch(unreadable)).size)
  // A pipe or a device has no size in advance: one byte more than may be shows that it has too many.
  const bytes = await buffer(createReadStream(path, { end: bytes_max })).catch(unreadable)
  requireSmall(bytes.length)
  return bytes
}
