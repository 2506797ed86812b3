import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type NoteVerifier, parseVerifierKey, verifierKeyText } from '@symbolon/protocol/log'
import { cliErrors } from '../kernel/index.ts'
import { writePrivate } from './profiles.ts'

const fileName = 'known-logs.json'

/** The keys of the logs that this home has met, by origin; none where there is no home. @throws CLI_PROFILE_DAMAGED */
export async function readKnownLogs(home: string): Promise<NoteVerifier[]> {
  try {
    const text = await readFile(join(home, fileName), 'utf8').catch(emptyWhereNone)
    return Object.values(JSON.parse(text) as Record<string, string>).map(parseVerifierKey)
  } catch (cause) {
    throw cliErrors.CLI_PROFILE_DAMAGED({ file: fileName }, { cause })
  }
}

/** From now on this home takes no other key for the log; a log that is known already keeps the key it had. */
export async function rememberLog(home: string, log: NoteVerifier): Promise<void> {
  const known = await readKnownLogs(home)
  if (known.some(({ key_name }) => key_name === log.key_name)) return
  const keys = Object.fromEntries([...known, log].map((one) => [one.key_name, verifierKeyText(one)]))
  await mkdir(home, { recursive: true, mode: 0o700 })
  await writePrivate(join(home, fileName), `${JSON.stringify(keys, null, 2)}\n`)
}

// Keys that cannot be read are not keys that were never met: without them any key would do.
function emptyWhereNone(fault: NodeJS.ErrnoException): string {
  if (fault.code === 'ENOENT') return '{}'
  throw fault
}
