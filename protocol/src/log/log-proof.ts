import { merkleLeaf, type Words } from '../kernel/index.ts'
import { type NotedCheckpoint, parseCheckpoint, type SignedCheckpoint, verifyCheckpoint } from './checkpoint.ts'
import { logErrors } from './errors.ts'
import { isLogSize, readBase64, readDecimal, readHash, toBase64 } from './line-values.ts'
import { NOTE_CHARACTERS_MAX, noteText } from './note.ts'
import type { NoteVerifier } from './note-key.ts'
import { type Policy, requireQuorum, type Witnessing, witnessing } from './policy.ts'
import { HASH_BYTES } from './tree-hash.ts'
import { PROOF_HASHES_MAX, verifyInclusion } from './verify.ts'

/** Bytes of extra data in a proof: a receipt that names 20,000 entries of 500 records fits, and the whole stays below the limit of a note. */
export const PROOF_EXTRA_BYTES_MAX = 720 * 1024
const header = 'c2sp.org/tlog-proof@v1'

const reasons = {
  size: { en: 'it is too long', el: 'είναι πολύ μεγάλο' },
  header: { en: 'its first line is another', el: 'η πρώτη γραμμή του είναι άλλη' },
  extra: {
    en: 'its extra data is malformed or too long',
    el: 'τα πρόσθετα δεδομένα του είναι εσφαλμένα ή πολύ μεγάλα',
  },
  index: { en: 'it does not tell the index of the entry', el: 'δεν δηλώνει τον δείκτη της εγγραφής' },
  hash: { en: 'a line is no digest of 32 bytes', el: 'μια γραμμή δεν είναι σύνοψη 32 bytes' },
  many: { en: 'it has more than 63 lines', el: 'έχει πάνω από 63 γραμμές' },
  end: { en: 'there is no checkpoint behind an empty line', el: 'δεν υπάρχει σημείο αναφοράς μετά από κενή γραμμή' },
} as const satisfies Record<string, Words>

/** Evidence that an entry is in a log, which needs nothing but keys to verify. @source C2SP tlog-proof */
export interface LogProof {
  readonly index: number
  /** Nearest to the leaf first. */
  readonly proof: readonly Uint8Array[]
  readonly checkpoint: NotedCheckpoint
  /** What the application adds, which nothing in the proof vouches for; at least one byte. */
  readonly extra?: Uint8Array
}

/** Whom to trust: keys of logs, and a policy, whose logs are trusted too and whose quorum is asked for. */
export interface Trust {
  readonly logs?: readonly NoteVerifier[]
  readonly policy?: Policy
}

/** What a proof was found to show. */
export interface VerifiedProof extends Witnessing {
  readonly checkpoint: SignedCheckpoint
}

/** The file `….tlog-proof`. @throws LOG_PROOF_INVALID @source C2SP tlog-proof, Format */
export function logProofText({ index, proof, checkpoint, extra }: LogProof): string {
  if (!isLogSize(index)) throw invalidProof('index')
  if (proof.length > PROOF_HASHES_MAX) throw invalidProof('many')
  if (proof.some((hash) => hash.length !== HASH_BYTES)) throw invalidProof('hash')
  if (extra && !isExtra(extra)) throw invalidProof('extra')
  const extraLines = extra ? [`extra ${toBase64(extra)}`] : []
  const lines = [header, ...extraLines, `index ${index}`, ...proof.map(toBase64), '']
  return `${lines.join('\n')}\n${noteText(checkpoint.note)}`
}

/**
 * The parts of a proof, of which each has one spelling; nothing is verified yet.
 * @throws LOG_PROOF_INVALID, LOG_NOTE_INVALID, LOG_CHECKPOINT_INVALID
 * @source C2SP tlog-proof, Format
 */
export function parseLogProof(text: string): LogProof {
  if (text.length > NOTE_CHARACTERS_MAX) throw invalidProof('size')
  const end = text.indexOf('\n\n')
  if (end < 0) throw invalidProof('end')
  const [first, ...lines] = text.slice(0, end).split('\n')
  if (first !== header) throw invalidProof('header')
  const extra = lines[0]?.startsWith('extra ') ? parseExtra(lines.shift() ?? '') : undefined
  const index = parseIndex(lines.shift() ?? '')
  if (lines.length > PROOF_HASHES_MAX) throw invalidProof('many')
  const proof = lines.map((line) => readHash(line) ?? refuse('hash'))
  return { index, proof, checkpoint: parseCheckpoint(text.slice(end + 2)), ...(extra && { extra }) }
}

/**
 * Returns what the proof shows of an entry: that it is in the log at its index, under a checkpoint that a trusted log
 * has signed, and, where a policy is given, that enough witnesses have cosigned it.
 * @param entry the bytes that the log holds, 32 of `leafOf` in a log of receipts
 * @throws LOG_INCLUSION_UNPROVEN, LOG_SIGNATURE_INVALID, LOG_SIGNATURE_MISSING, LOG_CHECKPOINT_INVALID, LOG_QUORUM_MISSING
 * @source C2SP tlog-proof; C2SP tlog-policy, What is a "policy"?
 */
export function verifyLogProof(claim: LogProof & { readonly entry: Uint8Array }, trust: Trust): VerifiedProof {
  const { index, proof, entry } = claim
  const { size, root, note } = claim.checkpoint
  verifyInclusion({ leaf: merkleLeaf(entry), index, size, proof, root })
  const logs = [...(trust.logs ?? []), ...(trust.policy?.logs ?? []).map(({ verifier }) => verifier)]
  const checkpoint = verifyCheckpoint(claim.checkpoint, logs)
  if (!trust.policy) return { checkpoint, signed: [], is_quorum: true }
  const result = witnessing(note, trust.policy)
  requireQuorum(result, trust.policy)
  return { checkpoint, ...result }
}

function parseExtra(line: string): Uint8Array {
  const extra = readBase64(line.slice('extra '.length))
  return extra && isExtra(extra) ? extra : refuse('extra')
}

function parseIndex(line: string): number {
  return (line.startsWith('index ') ? readDecimal(line.slice('index '.length)) : undefined) ?? refuse('index')
}

function isExtra(extra: Uint8Array): boolean {
  return extra.length > 0 && extra.length <= PROOF_EXTRA_BYTES_MAX
}

function invalidProof(reason: keyof typeof reasons) {
  return logErrors.LOG_PROOF_INVALID({ reason: reasons[reason] })
}

function refuse(reason: keyof typeof reasons): never {
  throw invalidProof(reason)
}
