import { type NoteVerifier, verifierKeyText } from '@symbolon/protocol/log'
import type { Client } from '@symbolon/sdk/kernel'
import { createLogReader, type LogReader, logReadingErrors, parseLogKey, readLogKey } from '@symbolon/sdk/log'
import type { Run } from '../kernel/index.ts'
import type { LogDoors } from './doors.ts'

/** A log whose key is known. */
export interface OpenedLog {
  readonly client: Client
  readonly reader: LogReader
  readonly log: NoteVerifier
  readonly home: string
}

/**
 * The log of the node, under the key that this home remembers for it; met for the first time, its key is remembered.
 * @param vkey given with --vkey, and then the only one that counts
 * @throws LOG_KEY_UNEXPECTED when the log comes with another key
 */
export async function openLog(run: Run, of: { doors: LogDoors; vkey: string | undefined }): Promise<OpenedLog> {
  const { doors, vkey } = of
  const home = doors.findHome(run.environment)
  const client = await doors.openPublicClient(run)
  const reader = createLogReader({ url: `${client.url}/log` })
  const told = await readLogKey(reader)
  const known = await doors.readKnownLogs(home)
  const expected = vkey === undefined ? known.find(({ key_name }) => key_name === told.key_name) : parseLogKey(vkey)
  if (expected !== undefined && verifierKeyText(expected) !== verifierKeyText(told))
    throw logReadingErrors.LOG_KEY_UNEXPECTED({ origin: expected.key_name })
  await doors.rememberLog(home, told)
  return { client, reader, log: told, home }
}
