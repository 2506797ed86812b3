import type { Words } from '@symbolon/protocol/kernel'
import {
  logErrors,
  type NoteVerifier,
  parseCheckpoint,
  parseVerifierKey,
  type SignedCheckpoint,
  verifyCheckpoint,
} from '@symbolon/protocol/log'
import { logReadingErrors as errors } from './errors.ts'
import type { LogReader } from './log-reader.ts'

/** Bytes of a checkpoint with all its cosignatures. */
export const CHECKPOINT_BYTES_MAX = 128 * 1024
/** Bytes of the line of a key. */
export const KEY_BYTES_MAX = 1024

/**
 * The newest checkpoint of a log, signed by its key.
 * @throws LOG_NOT_PUBLISHED, LOG_NOTE_INVALID, LOG_CHECKPOINT_INVALID, LOG_SIGNATURE_INVALID, LOG_SIGNATURE_MISSING, and as `LogReader.read`
 * @source C2SP tlog-tiles, Checkpoints
 */
export async function readCheckpoint(reader: LogReader, log: NoteVerifier): Promise<SignedCheckpoint> {
  const bytes = await reader.read({ path: 'checkpoint', bytes_max: CHECKPOINT_BYTES_MAX })
  if (bytes === undefined) throw logErrors.LOG_NOT_PUBLISHED()
  return verifyCheckpoint(parseCheckpoint(textOf(reader, bytes)), [log])
}

/**
 * The key that a log says is its own, which is as right as the connection is: remember it, or compare it.
 * @throws LOG_KEY_INVALID, LOG_ANSWER_INVALID, and as `LogReader.read`
 */
export async function readLogKey(reader: LogReader): Promise<NoteVerifier> {
  const bytes = await reader.read({ path: 'key', bytes_max: KEY_BYTES_MAX })
  if (bytes === undefined) throw errors.LOG_ANSWER_INVALID({ url: reader.url, status: 404 })
  return parseLogKey(textOf(reader, bytes).trim())
}

/** A key that a log signs its checkpoints with. @throws LOG_KEY_INVALID, also for the key of a witness */
export function parseLogKey(text: string): NoteVerifier {
  const verifier = parseVerifierKey(text)
  // A log's key signs the text alone; one that signs a time belongs to a witness.
  if (verifier.type !== 'ed25519') throw logErrors.LOG_KEY_INVALID({ reason: ofWitness })
  return verifier
}

const ofWitness = { en: 'it is the key of a witness', el: 'είναι το κλειδί ενός μάρτυρα' } as const satisfies Words

function textOf({ url }: LogReader, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw errors.LOG_ANSWER_INVALID({ url, status: 200 }, { cause })
  }
}
