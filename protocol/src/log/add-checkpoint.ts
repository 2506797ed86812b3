import type { Words } from '../kernel/index.ts'
import { type NotedCheckpoint, parseCheckpoint } from './checkpoint.ts'
import { logErrors } from './errors.ts'
import { isLogSize, readDecimal, readHash, toBase64 } from './line-values.ts'
import { NOTE_CHARACTERS_MAX, noteText } from './note.ts'
import { HASH_BYTES } from './tree-hash.ts'
import { PROOF_HASHES_MAX } from './verify.ts'

const reasons = {
  size: { en: 'it is too long', el: 'είναι πολύ μεγάλο' },
  old: { en: 'its first line is not the old size', el: 'η πρώτη γραμμή του δεν είναι το παλαιό μέγεθος' },
  proof: { en: 'a line of the proof is malformed', el: 'μια γραμμή του τεκμηρίου είναι εσφαλμένη' },
  many: { en: 'the proof has more than 63 lines', el: 'το τεκμήριο έχει πάνω από 63 γραμμές' },
  end: { en: 'there is no checkpoint behind an empty line', el: 'δεν υπάρχει σημείο αναφοράς μετά από κενή γραμμή' },
  shrunk: { en: 'the old size is larger than the new one', el: 'το παλαιό μέγεθος είναι μεγαλύτερο από το νέο' },
} as const satisfies Record<string, Words>

/** What a log sends to a witness. @source C2SP tlog-witness, add-checkpoint */
export interface AddCheckpoint {
  /** The size that the witness cosigned last, 0 for none. */
  readonly old_size: number
  /** From the old size to the checkpoint's; nothing of it is verified yet. */
  readonly proof: readonly Uint8Array[]
  readonly checkpoint: NotedCheckpoint
}

/** The body of the request. @throws LOG_REQUEST_INVALID for what the witness could not read @source C2SP tlog-witness, add-checkpoint */
export function addCheckpointText({ old_size, proof, checkpoint }: AddCheckpoint): string {
  if (!isLogSize(old_size)) throw invalidRequest('old')
  if (old_size > checkpoint.size) throw invalidRequest('shrunk')
  if (proof.length > PROOF_HASHES_MAX) throw invalidRequest('many')
  if (proof.some((line) => line.length !== HASH_BYTES)) throw invalidRequest('proof')
  const lines = [`old ${old_size}`, ...proof.map(toBase64), '']
  return `${lines.join('\n')}\n${noteText(checkpoint.note)}`
}

/**
 * The parts of the body of a request; signatures and proof are still to be verified.
 * @throws LOG_REQUEST_INVALID, LOG_NOTE_INVALID, LOG_CHECKPOINT_INVALID
 * @source C2SP tlog-witness, add-checkpoint
 */
export function parseAddCheckpoint(text: string): AddCheckpoint {
  if (text.length > NOTE_CHARACTERS_MAX) throw invalidRequest('size')
  const end = text.indexOf('\n\n')
  if (end < 0) throw invalidRequest('end')
  const [first = '', ...rest] = text.slice(0, end).split('\n')
  const old_size = first.startsWith('old ') ? readDecimal(first.slice(4)) : undefined
  if (old_size === undefined) throw invalidRequest('old')
  if (rest.length > PROOF_HASHES_MAX) throw invalidRequest('many')
  const proof = rest.map((line) => readHash(line) ?? refuse('proof'))
  const checkpoint = parseCheckpoint(text.slice(end + 2))
  if (old_size > checkpoint.size) throw invalidRequest('shrunk')
  return { old_size, proof, checkpoint }
}

function invalidRequest(reason: keyof typeof reasons) {
  return logErrors.LOG_REQUEST_INVALID({ reason: reasons[reason] })
}

function refuse(reason: keyof typeof reasons): never {
  throw invalidRequest(reason)
}
