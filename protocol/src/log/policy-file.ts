import { hasCode, type Words } from '../kernel/index.ts'
import { logErrors } from './errors.ts'
import { isPlainText } from './line-values.ts'
import { type NoteKeyType, type NoteVerifier, parseVerifierKey } from './note-key.ts'
import { NO_QUORUM, type Policy, type PolicyGroup, type PolicyLog, type PolicyWitness } from './policy.ts'

/** Logs, witnesses and groups, of each; the standard asks for 32 at least. @source C2SP tlog-policy, Implementation limits */
export const POLICY_NAMES_MAX = 64
/** UTF-16 units of a policy. */
export const POLICY_CHARACTERS_MAX = 256 * 1024

const reasons = {
  size: { en: 'it is too long', el: 'είναι πολύ μεγάλη' },
  characters: { en: 'it holds characters that no policy has', el: 'περιέχει χαρακτήρες που δεν επιτρέπονται' },
  end: { en: 'the last line has no end', el: 'η τελευταία γραμμή δεν τελειώνει' },
  word: { en: 'it begins with no word of a policy', el: 'δεν αρχίζει με λέξη πολιτικής' },
  items: { en: 'it has too few or too many items', el: 'έχει πολύ λίγα ή πάρα πολλά στοιχεία' },
  key_type: { en: 'the type of its key is not for this use', el: 'ο τύπος του κλειδιού δεν είναι για αυτή τη χρήση' },
  key_twice: { en: 'its key stands on another line too', el: 'το κλειδί της υπάρχει και σε άλλη γραμμή' },
  name_twice: { en: 'its name is taken', el: 'το όνομά της χρησιμοποιείται ήδη' },
  unknown: { en: 'it names nothing that stands above', el: 'ονομάζει κάτι που δεν υπάρχει πιο πάνω' },
  member_twice: { en: 'a member stands in a group already', el: 'ένα μέλος ανήκει ήδη σε ομάδα' },
  threshold: { en: 'its number does not fit its members', el: 'ο αριθμός της δεν ταιριάζει με τα μέλη της' },
  many: { en: 'there are too many of its kind', el: 'υπάρχουν πάρα πολλές του είδους της' },
  quorum_twice: { en: 'there are two quorums', el: 'υπάρχουν δύο απαρτίες' },
  quorum_none: { en: 'there is no quorum', el: 'δεν υπάρχει απαρτία' },
} as const satisfies Record<string, Words>
type Reason = keyof typeof reasons

/** What the lines above one have defined. */
interface Draft {
  readonly logs: PolicyLog[]
  readonly witnesses: PolicyWitness[]
  readonly groups: PolicyGroup[]
  readonly members: Set<string>
  quorum?: string
}

class LineRefusal extends Error {
  readonly reason: Words

  constructor(reason: Words) {
    super()
    this.reason = reason
  }
}

/**
 * A policy from its file. Two things are narrower than the standard, which takes any octets and any type of key: the
 * file is UTF-8, and the keys of logs are of type 0x01 and those of witnesses of type 0x04.
 * @throws LOG_POLICY_INVALID, which tells the line
 * @source C2SP tlog-policy, Policy file syntax and structure
 */
export function parsePolicy(text: string): Policy {
  const lines = text.split('\n')
  if (text.length > POLICY_CHARACTERS_MAX) throw invalidPolicy(1, reasons.size)
  if (lines.at(-1) !== '') throw invalidPolicy(lines.length, reasons.end)
  const draft: Draft = { logs: [], witnesses: [], groups: [], members: new Set() }
  for (const [i, line] of lines.entries()) readNumberedLine(draft, line, i + 1)
  const { logs, witnesses, groups, quorum } = draft
  if (quorum === undefined) throw invalidPolicy(lines.length, reasons.quorum_none)
  return { logs, witnesses, groups, quorum }
}

function readNumberedLine(draft: Draft, line: string, number: number): void {
  try {
    readLine(draft, line)
  } catch (fault) {
    if (fault instanceof LineRefusal) throw invalidPolicy(number, fault.reason)
    if (hasCode(fault, 'LOG_KEY_INVALID')) throw invalidPolicy(number, fault.facts.reason as Words)
    throw fault
  }
}

function readLine(draft: Draft, line: string): void {
  if (!isPlainText(line, '\t') || line.includes('\x7f')) throw refusal('characters')
  const [word, ...items] = line.split(/[ \t]+/).filter((item) => item !== '')
  if (word === undefined || word.startsWith('#')) return
  if (word === 'log') readLog(draft, items)
  else if (word === 'witness') readWitness(draft, items)
  else if (word === 'group') readGroup(draft, items)
  else if (word === 'quorum') readQuorum(draft, items)
  else throw refusal('word')
}

function readLog({ logs }: Draft, [key, url, ...more]: string[]): void {
  if (key === undefined || more.length > 0) throw refusal('items')
  logs.push({ verifier: newKey(key, { type: 'ed25519', among: logs }), ...(url === undefined ? {} : { url }) })
}

function readWitness(draft: Draft, [name, key, url, ...more]: string[]): void {
  if (name === undefined || key === undefined || more.length > 0) throw refusal('items')
  checkNewName(draft, name)
  const verifier = newKey(key, { type: 'cosignature', among: draft.witnesses })
  draft.witnesses.push({ name, verifier, ...(url === undefined ? {} : { url }) })
}

function readGroup(draft: Draft, [name, number, ...members]: string[]): void {
  if (name === undefined || number === undefined || members.length === 0) throw refusal('items')
  checkNewName(draft, name)
  for (const member of members) {
    if (!isDefined(draft, member)) throw refusal('unknown')
    if (draft.members.has(member)) throw refusal('member_twice')
    draft.members.add(member)
  }
  if (draft.groups.length === POLICY_NAMES_MAX) throw refusal('many')
  draft.groups.push({ name, threshold: thresholdOf(number, members.length), members })
}

function readQuorum(draft: Draft, [name, ...more]: string[]): void {
  if (name === undefined || more.length > 0) throw refusal('items')
  if (draft.quorum !== undefined) throw refusal('quorum_twice')
  if (name !== NO_QUORUM && !isDefined(draft, name)) throw refusal('unknown')
  draft.quorum = name
}

function thresholdOf(number: string, members: number): number {
  if (number === 'all') return members
  if (number === 'any') return 1
  const threshold = /^[1-9]\d{0,3}$/.test(number) ? Number(number) : 0
  if (threshold < 1 || threshold > members) throw refusal('threshold')
  return threshold
}

function newKey(text: string, of: { type: NoteKeyType; among: readonly { verifier: NoteVerifier }[] }): NoteVerifier {
  const verifier = parseVerifierKey(text)
  if (verifier.type !== of.type) throw refusal('key_type')
  const isSame = (other: NoteVerifier) => other.key.bytes.every((byte, i) => byte === verifier.key.bytes[i])
  if (of.among.some((other) => isSame(other.verifier))) throw refusal('key_twice')
  if (of.among.length === POLICY_NAMES_MAX) throw refusal('many')
  return verifier
}

function checkNewName(draft: Draft, name: string): void {
  if (name === NO_QUORUM || isDefined(draft, name)) throw refusal('name_twice')
}

function isDefined({ witnesses, groups }: Draft, name: string): boolean {
  return [...witnesses, ...groups].some((one) => one.name === name)
}

function refusal(reason: Reason): LineRefusal {
  return new LineRefusal(reasons[reason])
}

function invalidPolicy(line: number, reason: Words) {
  return logErrors.LOG_POLICY_INVALID({ line, reason })
}
