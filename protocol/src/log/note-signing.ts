import { ed25519 } from '#ed25519'
import { concatBytes, utf8 } from '../kernel/index.ts'
import { SIGNATURE_BYTES } from './ed25519.ts'
import { logErrors } from './errors.ts'
import { LOG_SIZE_MAX } from './line-values.ts'
import type { Note, NoteSignature } from './note.ts'
import type { NoteSigner, NoteVerifier } from './note-key.ts'

const timeBytes = 8
const cosignatureHeader = 'cosignature/v1'

/** A signature that was verified. */
export interface VerifiedSignature {
  readonly verifier: NoteVerifier
  /** When a cosignature was made, in seconds since 1970; absent under a key that signs no time. */
  readonly time_s?: number
}

/** The line under a text, by a key of type `ed25519`. @source C2SP signed-note, Ed25519 signatures */
export function signNote(text: string, signer: NoteSigner): NoteSignature {
  if (signer.type !== 'ed25519') throw new TypeError('a cosignature needs a time')
  return lineOf(signer, ed25519.sign(signer.key, utf8(text)))
}

/**
 * The line under a checkpoint's text, by a key of type `cosignature`: that this was the largest consistent tree that
 * the signer had seen at the time.
 * @param time_s whole seconds since 1970
 * @source C2SP tlog-cosignature, Ed25519 signed message
 */
export function cosign(of: { text: string; time_s: number }, signer: NoteSigner): NoteSignature {
  if (signer.type !== 'cosignature') throw new TypeError('this key signs no time')
  if (!Number.isSafeInteger(of.time_s) || of.time_s < 0) throw new TypeError('the time is no whole number of seconds')
  const time = new DataView(new ArrayBuffer(timeBytes))
  time.setBigUint64(0, BigInt(of.time_s))
  const signature = ed25519.sign(signer.key, cosignatureMessage(of))
  return lineOf(signer, concatBytes(new Uint8Array(time.buffer), signature))
}

/** What a cosignature signs. @source C2SP tlog-cosignature, Ed25519 signed message */
export function cosignatureMessage({ text, time_s }: { text: string; time_s: number }): Uint8Array<ArrayBuffer> {
  return utf8(`${cosignatureHeader}\ntime ${time_s}\n${text}`)
}

/**
 * The signatures of a note by some of the keys given, one for each key, the newest where a key cosigned more than once.
 * A signature by any other key is passed over; one that names a key of these and is not its own condemns the note.
 * @throws LOG_SIGNATURE_INVALID
 * @source C2SP signed-note, Signatures
 */
export function verifiedSignatures(
  { text, signatures }: Note,
  verifiers: readonly NoteVerifier[],
): VerifiedSignature[] {
  const verified = new Map<NoteVerifier, VerifiedSignature>()
  for (const line of signatures) {
    for (const verifier of verifiers) {
      if (verifier.key_id !== line.key_id || verifier.key_name !== line.key_name) continue
      const { time_s } = verifyLine({ text, signature: line.signature, verifier })
      if ((verified.get(verifier)?.time_s ?? -1) > (time_s ?? 0)) continue
      verified.set(verifier, time_s === undefined ? { verifier } : { verifier, time_s })
    }
  }
  return [...verified.values()]
}

function verifyLine(of: { text: string; signature: Uint8Array; verifier: NoteVerifier }): { time_s?: number } {
  const { text, signature, verifier } = of
  if (verifier.type === 'ed25519') {
    if (ed25519.verify(verifier.key, { message: utf8(text), signature })) return {}
    throw invalidSignature(verifier)
  }
  const time_s = timeOf(signature)
  if (time_s === undefined) throw invalidSignature(verifier)
  const signed = { message: cosignatureMessage({ text, time_s }), signature: signature.subarray(timeBytes) }
  if (!ed25519.verify(verifier.key, signed)) throw invalidSignature(verifier)
  return { time_s }
}

/** The time of a cosignature; the standard lets it grow to 2^63 - 1, of which what a number tells exactly is taken. */
function timeOf(signature: Uint8Array): number | undefined {
  if (signature.length !== timeBytes + SIGNATURE_BYTES) return undefined
  const time = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0)
  return time <= BigInt(LOG_SIZE_MAX) ? Number(time) : undefined
}

function lineOf({ verifier }: NoteSigner, signature: Uint8Array): NoteSignature {
  return { key_name: verifier.key_name, key_id: verifier.key_id, signature }
}

function invalidSignature({ key_name }: NoteVerifier) {
  return logErrors.LOG_SIGNATURE_INVALID({ key_name })
}
