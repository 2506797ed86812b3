import { join } from 'node:path'
import {
  type NoteVerifier,
  noteText,
  parseCheckpoint,
  type SignedCheckpoint,
  verifyCheckpoint,
} from '@symbolon/protocol/log'
import { nodeFiles } from './witness/file-system.ts'
import { makeFolderDurably, replaceDurably } from './witness/write-durably.ts'

const fileName = 'audited-logs.json'

/** How far this home has audited a log; nothing where that was never, or cannot be read any more. */
export async function readAudited(home: string, log: NoteVerifier): Promise<SignedCheckpoint | undefined> {
  const note = (await readAll(home))[log.key_name]
  try {
    return note === undefined ? undefined : verifyCheckpoint(parseCheckpoint(note), [log])
  } catch {
    return undefined
  }
}

/** The next audit of the log begins here. */
export async function rememberAudited(home: string, checkpoint: SignedCheckpoint): Promise<void> {
  const all = { ...(await readAll(home)), [checkpoint.origin]: noteText(checkpoint.note) }
  await makeFolderDurably(nodeFiles, home)
  await replaceDurably(nodeFiles, { path: join(home, fileName), text: `${JSON.stringify(all, null, 2)}\n` })
}

async function readAll(home: string): Promise<Record<string, string>> {
  const text = await nodeFiles.read(join(home, fileName))
  try {
    return JSON.parse(text ?? '{}') as Record<string, string>
  } catch {
    return {}
  }
}
