import { join } from 'node:path'
import { noteText, type SignedCheckpoint } from '@symbolon/protocol/log'
import type { FileSystem } from './file-system.ts'
import { createDurably } from './write-durably.ts'

/** Files of evidence in a folder: a log that shrinks anew each time cannot fill a disk. */
export const EVIDENCE_FILES_MAX = 100

/** Two checkpoints that one log has signed and that cannot both be true. */
export interface Contradiction {
  readonly kind: 'shrunk' | 'forked'
  /** What the witness had cosigned. */
  readonly cosigned: SignedCheckpoint
  readonly contradicting: SignedCheckpoint
}

const heading = 'symbolon/v1/log-evidence'
const rule = '\n----\n'

/** The file of a contradiction; both notes stand in it as they were signed. */
export function evidenceText({ kind, cosigned, contradicting }: Contradiction): string {
  return [`${heading} ${kind}\n`, noteText(cosigned.note), noteText(contradicting.note)].join(rule)
}

/** The two notes in a file of evidence. */
export function notesOfEvidence(text: string): string[] {
  return text.split(rule).slice(1)
}

/** Keeps the two checkpoints for good. @returns the name of the file */
export async function keepEvidence(
  files: FileSystem,
  { folder, contradiction }: { folder: string; contradiction: Contradiction },
): Promise<string> {
  const text = evidenceText(contradiction)
  const { size } = contradiction.contradicting
  for (let count = 1; ; count++) {
    const name = count === 1 ? `evidence-${size}.txt` : `evidence-${size}-${count}.txt`
    const isMade = await createDurably(files, { path: join(folder, name), text })
    if (isMade || count === EVIDENCE_FILES_MAX || (await files.read(join(folder, name))) === text) return name
  }
}

/** The same checkpoint without signatures that nobody here verified. */
export function signedByLog({ note, ...checkpoint }: SignedCheckpoint): SignedCheckpoint {
  const { key_id, key_name } = checkpoint.log
  const signatures = note.signatures.filter((line) => line.key_id === key_id && line.key_name === key_name)
  return { ...checkpoint, note: { text: note.text, signatures } }
}
