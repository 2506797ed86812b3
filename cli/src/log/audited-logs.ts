import { join } from 'node:path'
import {
  type NoteVerifier,
  noteText,
  parseCheckpoint,
  type SignedCheckpoint,
  verifyCheckpoint,
} from '@symbolon/protocol/log'
import { cliErrors } from '../kernel/index.ts'
import { nodeFiles } from './witness/file-system.ts'
import { makeFolderDurably, replaceDurably } from './witness/write-durably.ts'

const fileName = 'audited-logs.json'

/**
 * How far this home has audited a log; nothing where that was never, or is damaged.
 * @throws CLI_FILE_UNREADABLE
 */
export async function readAudited(home: string, log: NoteVerifier): Promise<SignedCheckpoint | undefined> {
  const note = (await readAll(home))[log.key_name]
  try {
    return note === undefined ? undefined : verifyCheckpoint(parseCheckpoint(note), [log])
  } catch {
    return undefined
  }
}

/** The next audit of the log begins here. @throws CLI_FILE_UNREADABLE */
export async function rememberAudited(home: string, checkpoint: SignedCheckpoint): Promise<void> {
  const all = { ...(await readAll(home)), [checkpoint.origin]: noteText(checkpoint.note) }
  const path = join(home, fileName)
  const text = `${JSON.stringify(all, null, 2)}\n`
  await makeFolderDurably(nodeFiles, home)
    .then(() => replaceDurably(nodeFiles, { path, text }))
    .catch(unreadable(path))
}

async function readAll(home: string): Promise<Record<string, string>> {
  const path = join(home, fileName)
  const text = await nodeFiles.read(path).catch(unreadable(path))
  try {
    return (JSON.parse(text ?? '{}') as Record<string, string> | null) ?? {}
  } catch {
    return {}
  }
}

function unreadable(path: string) {
  return (cause: NodeJS.ErrnoException) => {
    throw cliErrors.CLI_FILE_UNREADABLE({ path, reason: cause.code ?? '?' }, { cause })
  }
}
