import { logErrors } from './errors.ts'
import type { Note } from './note.ts'
import { type NoteVerifier, verifierKeyText } from './note-key.ts'
import { verifiedSignatures } from './note-signing.ts'

/** A log that a policy trusts. @source C2SP tlog-policy, Defining a log */
export interface PolicyLog {
  readonly verifier: NoteVerifier
  readonly url?: string
}

/** A witness that a policy knows. @source C2SP tlog-policy, Defining a witness */
export interface PolicyWitness {
  /** What the policy calls it; its key may have another name. */
  readonly name: string
  readonly verifier: NoteVerifier
  /** Where it takes checkpoints, if the policy tells. */
  readonly url?: string
}

/** Holds when as many of its members hold. @source C2SP tlog-policy, Defining a witness group */
export interface PolicyGroup {
  readonly name: string
  readonly threshold: number
  /** Names of witnesses and of groups before this one. */
  readonly members: readonly string[]
}

/** Whose checkpoints are trusted, and how many witnesses it takes. @source C2SP tlog-policy */
export interface Policy {
  readonly logs: readonly PolicyLog[]
  readonly witnesses: readonly PolicyWitness[]
  readonly groups: readonly PolicyGroup[]
  /** The name of a witness or a group, or `none`. */
  readonly quorum: string
}

/** A witness of the policy that signed. */
export interface WitnessSignature {
  readonly witness: PolicyWitness
  /** Seconds since 1970. */
  readonly time_s: number
}

/** What the signatures under a checkpoint amount to. */
export interface Witnessing {
  /** Those that signed, in the order of the policy. */
  readonly signed: readonly WitnessSignature[]
  readonly is_quorum: boolean
}

/** The quorum that asks for nobody. @source C2SP tlog-policy, Defining the quorum */
export const NO_QUORUM = 'none'

/**
 * Which witnesses of a policy have cosigned the checkpoint in a note, and whether they are enough.
 * @throws LOG_SIGNATURE_INVALID when a line names a witness of the policy and is not its own
 * @source C2SP tlog-policy, What is a "policy"?
 */
export function witnessing(note: Note, policy: Policy): Witnessing {
  const verifiers = policy.witnesses.map(({ verifier }) => verifier)
  const times = new Map(verifiedSignatures(note, verifiers).map(({ verifier, time_s = 0 }) => [verifier, time_s]))
  const signed = policy.witnesses.flatMap((witness) => {
    const time_s = times.get(witness.verifier)
    return time_s === undefined ? [] : [{ witness, time_s }]
  })
  return { signed, is_quorum: isQuorum(policy, new Set(signed.map(({ witness }) => witness.name))) }
}

/** True when the witnesses of these names are enough. @source C2SP tlog-policy, Defining the quorum */
export function isQuorum({ groups, quorum }: Policy, signed: ReadonlySet<string>): boolean {
  const holding = new Set(signed).add(NO_QUORUM)
  for (const { name, threshold, members } of groups) {
    if (members.filter((member) => holding.has(member)).length >= threshold) holding.add(name)
  }
  return holding.has(quorum)
}

/** The policy as a file. @source C2SP tlog-policy, Structure */
export function policyText({ logs, witnesses, groups, quorum }: Policy): string {
  const lines = [
    ...logs.map(({ verifier, url }) => ['log', verifierKeyText(verifier), url]),
    ...witnesses.map(({ name, verifier, url }) => ['witness', name, verifierKeyText(verifier), url]),
    ...groups.map(({ name, threshold, members }) => ['group', name, String(threshold), ...members]),
    ['quorum', quorum],
  ]
  return lines.map((items) => `${items.filter((item) => item !== undefined).join(' ')}\n`).join('')
}

/** Returns when the witnesses that signed are enough. @throws LOG_QUORUM_MISSING */
export function requireQuorum(result: Witnessing, { quorum }: Policy): void {
  if (!result.is_quorum) throw logErrors.LOG_QUORUM_MISSING({ quorum })
}
