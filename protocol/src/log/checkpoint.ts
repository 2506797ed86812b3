import type { Words } from '../kernel/index.ts'
import { logErrors } from './errors.ts'
import { isLogSize, readDecimal, readHash, toBase64 } from './line-values.ts'
import { type Note, noteText, parseNote } from './note.ts'
import type { NoteSigner, NoteVerifier } from './note-key.ts'
import { signNote, type VerifiedSignature, verifiedSignatures } from './note-signing.ts'
import { HASH_BYTES } from './tree-hash.ts'

const reasons = {
  lines: { en: 'its text is not three lines', el: 'το κείμενό του δεν είναι τρεις γραμμές' },
  origin: { en: 'it does not name its log', el: 'δεν ονομάζει το μητρώο διαφάνειάς του' },
  size: { en: 'its size is no plain number', el: 'το μέγεθός του δεν είναι απλός αριθμός' },
  root: { en: 'its root is no digest of 32 bytes', el: 'η ρίζα του δεν είναι σύνοψη 32 bytes' },
  other: { en: 'another log has signed it', el: 'το έχει υπογράψει άλλο μητρώο διαφάνειας' },
} as const satisfies Record<string, Words>

/** The state of a log at one size. @source C2SP tlog-checkpoint, Note text */
export interface Checkpoint {
  /** The one name of the log, one line. */
  readonly origin: string
  readonly size: number
  /** 32 bytes. */
  readonly root: Uint8Array
}

/** A checkpoint with the note that holds it, whose signatures are not verified. */
export interface NotedCheckpoint extends Checkpoint {
  readonly note: Note
}

/** A checkpoint that a trusted key of its log has signed. */
export interface SignedCheckpoint extends NotedCheckpoint {
  readonly log: NoteVerifier
}

/** The text that is signed: origin, size and root, a line each. @throws LOG_CHECKPOINT_INVALID @source C2SP tlog-checkpoint, Note text */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  if (origin === '' || origin.includes('\n')) throw invalidCheckpoint('origin')
  if (!isLogSize(size)) throw invalidCheckpoint('size')
  if (root.length !== HASH_BYTES) throw invalidCheckpoint('root')
  return `${origin}\n${size}\n${toBase64(root)}\n`
}

/**
 * The checkpoint that a note holds. Lines of extension are refused: no monitor of a log can check them.
 * @throws LOG_NOTE_INVALID, LOG_CHECKPOINT_INVALID
 * @source C2SP tlog-checkpoint, Note text
 */
export function parseCheckpoint(text: string): NotedCheckpoint {
  const note = parseNote(text)
  const [origin, digits, base64, ...more] = note.text.slice(0, -1).split('\n')
  if (digits === undefined || base64 === undefined || more.length > 0) throw invalidCheckpoint('lines')
  if (!origin) throw invalidCheckpoint('origin')
  const size = readDecimal(digits)
  if (size === undefined) throw invalidCheckpoint('size')
  const root = readHash(base64)
  if (!root) throw invalidCheckpoint('root')
  return { origin, size, root, note }
}

/** A checkpoint as its log serves it, before any witness has cosigned. @throws LOG_CHECKPOINT_INVALID, LOG_NOTE_INVALID */
export function signCheckpoint(checkpoint: Checkpoint, signer: NoteSigner): string {
  const text = checkpointText(checkpoint)
  return noteText({ text, signatures: [signNote(text, signer)] })
}

/**
 * The checkpoint with the key among `logs` that signed it; the key's name has to be the checkpoint's origin.
 * @throws LOG_SIGNATURE_INVALID, LOG_SIGNATURE_MISSING, LOG_CHECKPOINT_INVALID
 * @source C2SP tlog-checkpoint, Signatures; C2SP tlog-policy, Defining a log
 */
export function verifyCheckpoint(checkpoint: NotedCheckpoint, logs: readonly NoteVerifier[]): SignedCheckpoint {
  const verified: VerifiedSignature[] = verifiedSignatures(checkpoint.note, logs)
  const [first] = verified
  if (!first) throw logErrors.LOG_SIGNATURE_MISSING()
  const own = verified.find(({ verifier }) => verifier.key_name === checkpoint.origin)
  if (!own) throw invalidCheckpoint('other')
  return { ...checkpoint, log: own.verifier }
}

function invalidCheckpoint(reason: keyof typeof reasons) {
  return logErrors.LOG_CHECKPOINT_INVALID({ reason: reasons[reason] })
}
