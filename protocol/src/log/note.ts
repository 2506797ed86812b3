import { concatBytes, type Words } from '../kernel/index.ts'
import { logErrors } from './errors.ts'
import { isPlainText, readBase64, toBase64 } from './line-values.ts'

/** Signature lines that a note may have; the standard asks for 16 at least. @source C2SP signed-note, Format */
export const NOTE_SIGNATURES_MAX = 100
/** UTF-16 units of a note, a request or a proof; sixteen post-quantum signatures take a tenth of it. */
export const NOTE_CHARACTERS_MAX = 2 ** 20

const keyIdBytes = 4
const linePrefix = '— '

const reasons = {
  size: { en: 'it is too long', el: 'είναι πολύ μεγάλο' },
  characters: { en: 'it holds characters that no note has', el: 'περιέχει χαρακτήρες που δεν επιτρέπονται' },
  text: { en: 'its text does not end with a line feed', el: 'το κείμενό του δεν τελειώνει με αλλαγή γραμμής' },
  separator: { en: 'there is no empty line before the signatures', el: 'λείπει η κενή γραμμή πριν από τις υπογραφές' },
  signature: { en: 'a signature line is malformed', el: 'μια γραμμή υπογραφής είναι εσφαλμένη' },
  end: { en: 'its last line has no end', el: 'η τελευταία γραμμή του δεν τελειώνει' },
  many: { en: 'it has too many signatures', el: 'έχει πάρα πολλές υπογραφές' },
} as const satisfies Record<string, Words>

/** One signature line. Which key made it is a claim until it is verified. @source C2SP signed-note, Signatures */
export interface NoteSignature {
  readonly key_name: string
  /** 32 bits. */
  readonly key_id: number
  /** What follows the key id: 64 bytes under an Ed25519 key, a time before them in a cosignature. */
  readonly signature: Uint8Array
}

/** A text and the signatures under it, none of them verified. @source C2SP signed-note, Format */
export interface Note {
  /** Ends with a line feed. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

/**
 * The parts of a note, of which each has one spelling: `noteText` gives back the same characters.
 * @throws LOG_NOTE_INVALID
 * @source C2SP signed-note, Format
 */
export function parseNote(text: string): Note {
  checkCharacters(text)
  const split = text.lastIndexOf('\n\n')
  if (split < 0) throw invalidNote('separator')
  return { text: text.slice(0, split + 1), signatures: parseSignatureLines(text.slice(split + 2)) }
}

/** The note as it is stored and served. @throws LOG_NOTE_INVALID for what `parseNote` would refuse */
export function noteText({ text, signatures }: Note): string {
  if (!text.endsWith('\n')) throw invalidNote('text')
  const note = `${text}\n${signatureLines(signatures)}`
  checkCharacters(note)
  if (signatures.length === 0) throw invalidNote('signature')
  if (signatures.length > NOTE_SIGNATURES_MAX) throw invalidNote('many')
  return note
}

/** Signature lines alone, as a witness answers with them. @throws LOG_NOTE_INVALID @source C2SP tlog-witness, add-checkpoint */
export function parseSignatureLines(text: string): NoteSignature[] {
  checkCharacters(text)
  if (!text.endsWith('\n')) throw invalidNote('end')
  const lines = text.slice(0, -1).split('\n')
  if (lines.length > NOTE_SIGNATURES_MAX) throw invalidNote('many')
  return lines.map(parseSignatureLine)
}

/** The lines of some signatures, each with its end. @throws LOG_NOTE_INVALID */
export function signatureLines(signatures: readonly NoteSignature[]): string {
  return signatures.map(signatureLine).join('')
}

/** True for a name that a key can have: some characters, none a space or a plus. @source C2SP signed-note, Format */
export function isKeyName(name: string): boolean {
  return name !== '' && isPlainText(name, '') && !/[\p{White_Space}+]/u.test(name)
}

function parseSignatureLine(line: string): NoteSignature {
  const [key_name = '', base64 = '', ...more] = line.slice(linePrefix.length).split(' ')
  const bytes = readBase64(base64)
  const isLine = line.startsWith(linePrefix) && more.length === 0 && isKeyName(key_name)
  if (!isLine || !bytes || bytes.length <= keyIdBytes) throw invalidNote('signature')
  const key_id = new DataView(bytes.buffer).getUint32(0)
  return { key_name, key_id, signature: bytes.subarray(keyIdBytes) }
}

function signatureLine({ key_name, key_id, signature }: NoteSignature): string {
  if (!isKeyName(key_name) || signature.length === 0) throw invalidNote('signature')
  const id = new DataView(new ArrayBuffer(keyIdBytes))
  id.setUint32(0, key_id)
  return `${linePrefix}${key_name} ${toBase64(concatBytes(new Uint8Array(id.buffer), signature))}\n`
}

function checkCharacters(text: string): void {
  if (text.length > NOTE_CHARACTERS_MAX) throw invalidNote('size')
  if (!isPlainText(text, '\n')) throw invalidNote('characters')
}

function invalidNote(reason: keyof typeof reasons) {
  return logErrors.LOG_NOTE_INVALID({ reason: reasons[reason] })
}
