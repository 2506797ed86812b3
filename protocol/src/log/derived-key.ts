import { logErrors } from './errors.ts'
import { readHash, toBase64 } from './line-values.ts'
import { noteText, parseNote } from './note.ts'
import type { NoteSigner, NoteVerifier } from './note-key.ts'
import { signNote, verifiedSignatures } from './note-signing.ts'

/** No log is called so, and a checkpoint's second line is a number: neither text is ever the other. */
const firstLine = 'symbolon/derived-key/v1'

/** A key that a log vouches for: what it is for, and its 32 public bytes. */
export interface DerivedKey {
  /** One line, such as `pack-status`. */
  readonly purpose: string
  readonly publicKey: Uint8Array
}

/** The note by which a log vouches for a key of its node. @throws LOG_NOTE_INVALID @source C2SP signed-note, Format */
export function vouchForKey({ purpose, publicKey }: DerivedKey, signer: NoteSigner): string {
  const text = `${firstLine}\n${signer.verifier.key_name}\n${purpose}\n${toBase64(publicKey)}\n`
  return noteText({ text, signatures: [signNote(text, signer)] })
}

/**
 * The key that one of the logs vouches for; the note has to name the log that signed it, and what the key is for.
 * @param purpose what the key is wanted for
 * @throws LOG_NOTE_INVALID, LOG_SIGNATURE_INVALID, LOG_SIGNATURE_MISSING also where the note is about another purpose
 */
export function verifyDerivedKey(
  text: string,
  { purpose, logs }: { readonly purpose: string; readonly logs: readonly NoteVerifier[] },
): DerivedKey {
  const note = parseNote(text)
  const [first, origin, told, base64 = '', ...more] = note.text.slice(0, -1).split('\n')
  const publicKey = readHash(base64)
  const isWhole = first === firstLine && told === purpose && publicKey !== undefined && more.length === 0
  const signed = isWhole ? verifiedSignatures(note, logs) : []
  if (!publicKey || !signed.some(({ verifier }) => verifier.key_name === origin)) {
    throw logErrors.LOG_SIGNATURE_MISSING()
  }
  return { purpose, publicKey }
}
