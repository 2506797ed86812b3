import { type NotedCheckpoint, verifyCheckpoint } from './checkpoint.ts'
import type { NoteVerifier } from './note-key.ts'
import { type Policy, requireQuorum, type Witnessing, witnessing } from './policy.ts'

/** Whose word counts: a policy; else keys that are known for the origin; else the file's own, which proves less. */
export interface ReceiptTrust {
  readonly policy?: Policy
  /** Keys of logs that were met before. */
  readonly pinned?: readonly NoteVerifier[]
}

/** Who was found to have signed a checkpoint. */
export interface TrustedCheckpoint extends Witnessing {
  /** The key that signed. */
  readonly log: NoteVerifier
  /** Whose word says that this is the key of the log. */
  readonly trusted_by: 'policy' | 'pinned' | 'file'
  /** What the policy asks for; `null` without a policy, when no witness was looked for. */
  readonly quorum: string | null
}

/**
 * Who has signed a checkpoint: a log that the policy names with as many witnesses as it asks for, else the key that was
 * met before under the name of the log, else the key that the file itself brings.
 * @throws LOG_SIGNATURE_INVALID, LOG_SIGNATURE_MISSING, LOG_CHECKPOINT_INVALID, LOG_QUORUM_MISSING
 */
export function trustCheckpoint(
  { checkpoint, log }: { readonly checkpoint: NotedCheckpoint; readonly log: NoteVerifier },
  { policy, pinned = [] }: ReceiptTrust,
): TrustedCheckpoint {
  const known = pinned.filter(({ key_name }) => key_name === checkpoint.origin)
  const logs = policy ? policy.logs.map(({ verifier }) => verifier) : known.length > 0 ? known : [log]
  const trusted_by = policy ? 'policy' : known.length > 0 ? 'pinned' : 'file'
  const signed = verifyCheckpoint(checkpoint, logs)
  const witnessed = policy ? witnessing(checkpoint.note, policy) : { signed: [], is_quorum: true }
  if (policy) requireQuorum(witnessed, policy)
  return { log: signed.log, trusted_by, ...witnessed, quorum: policy?.quorum ?? null }
}
