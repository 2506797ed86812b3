import {
  canonicalJson,
  fromBase64Url,
  fromUtf8,
  type Hex,
  type JsonObject,
  type JsonValue,
  readJson,
  SymbolonError,
  toBase64Url,
  utf8,
} from '../kernel/index.ts'
import { OPENING_SALT_BYTES } from './leaf.ts'
import { isLogSize } from './line-values.ts'
import { type NoteVerifier, parseVerifierKey, verifierKeyText } from './note-key.ts'

/** Where a ledger is said to have the checkpoint; a claim until the ledger is asked. */
export interface AnchorClaim {
  readonly chain_id: number
  /** Address of `Checkpoints`, lower case. */
  readonly contract: Hex
  /** The account that was the first key of the log. */
  readonly founder: Hex
  /** Entries, as in the checkpoint. */
  readonly size: number
  readonly transaction: Hex
  readonly block: number
}

/** The sign-in that opened the session in which a receipt's action was asked for; whose it is, its signature tells. */
export interface SignInClaim {
  /** As it was signed. @source ERC-4361 */
  readonly message: string
  readonly signature: string
}

/** What a proof of a receipt says beside the standard's lines. */
export interface ReceiptExtra {
  /** What the entry commits to: the canonical JSON of a receipt. */
  readonly body: string
  /** 64 bytes that open the entry. */
  readonly salt: Uint8Array
  /** The key of the log as whoever wrote the file knew it. */
  readonly log: NoteVerifier
  readonly anchor: AnchorClaim | null
  /** Where the receipt names one. */
  readonly sign_in?: SignInClaim
}

const version = 1
const members = ['anchor', 'body', 'digest', 'log', 'salt', 'v']
const signInMembers = ['message', 'signature']
const anchorMembers = ['block', 'chain_id', 'contract', 'founder', 'size', 'transaction']
const digestForm = /^[0-9a-f]{64}$/
const addressForm = /^0x[0-9a-f]{40}$/
const hashForm = /^0x[0-9a-f]{64}$/

/** The members but the digest, in canonical JSON. @throws TypeError for what no reader would take */
export function extraWithoutDigest(extra: ReceiptExtra): string {
  return canonicalJson(jsonOf(extra))
}

/** All members in canonical JSON. */
export function extraText(extra: ReceiptExtra & { readonly digest: string }): string {
  return canonicalJson({ ...jsonOf(extra), digest: extra.digest })
}

/** The members, of which each has one spelling; else `undefined`. */
export function readExtra(bytes: Uint8Array): (ReceiptExtra & { readonly digest: string }) | undefined {
  try {
    const text = fromUtf8(bytes)
    const value = readJson(text)
    const extra = extraOf(value)
    return extra && canonicalJson(value) === text ? extra : undefined
  } catch (fault) {
    if (fault instanceof SymbolonError) return undefined
    throw fault
  }
}

/** True for a claim that a reader would take. */
export function isAnchor(anchor: AnchorClaim): boolean {
  return anchorOf({ ...anchor }) !== undefined
}

/** Bytes of the extra data of a proof. */
export function extraBytes(extra: ReceiptExtra & { readonly digest: string }): Uint8Array {
  return utf8(extraText(extra))
}

function jsonOf({ anchor, body, log, salt, sign_in }: ReceiptExtra): JsonObject {
  const members = { anchor: anchor && { ...anchor }, body, log: verifierKeyText(log), salt: toBase64Url(salt) }
  return { ...members, ...(sign_in && { sign_in: { ...sign_in } }), v: version }
}

function extraOf(value: JsonValue): (ReceiptExtra & { readonly digest: string }) | undefined {
  if (!isObjectOf(value, members) && !isObjectOf(value, [...members, 'sign_in'])) return undefined
  const { body, salt, log, digest, v } = value
  if (typeof body !== 'string' || typeof salt !== 'string' || typeof log !== 'string' || v !== version) return undefined
  if (typeof digest !== 'string' || !digestForm.test(digest)) return undefined
  const anchor = value.anchor === null ? null : anchorOf(value.anchor)
  const bytes = fromBase64Url(salt)
  const sign_in = signInOf(value.sign_in)
  if (anchor === undefined || sign_in === undefined || bytes.length !== OPENING_SALT_BYTES) return undefined
  return { body, salt: bytes, log: parseVerifierKey(log), anchor, ...sign_in, digest }
}

/** The member as it is taken over: nothing where there is none, `undefined` for what is no sign-in. */
function signInOf(value: JsonValue | undefined): Pick<ReceiptExtra, 'sign_in'> | undefined {
  if (value === undefined) return {}
  if (!isObjectOf(value, signInMembers)) return undefined
  const { message, signature } = value
  if (typeof message !== 'string' || typeof signature !== 'string') return undefined
  return { sign_in: { message, signature } }
}

/** The claim that a JSON value is, of one spelling; else `undefined`. */
export function anchorOf(value: JsonValue | undefined): AnchorClaim | undefined {
  if (!isObjectOf(value, anchorMembers)) return undefined
  const { block, chain_id, contract, founder, size, transaction } = value
  const isCounted = [block, chain_id, size].every((count) => typeof count === 'number' && isLogSize(count))
  const isNamed = [contract, founder].every((text) => typeof text === 'string' && addressForm.test(text))
  if (!isCounted || !isNamed || typeof transaction !== 'string' || !hashForm.test(transaction)) return undefined
  return { block, chain_id, contract, founder, size, transaction } as AnchorClaim
}

function isObjectOf(value: JsonValue | undefined, names: readonly string[]): value is JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const found = Object.keys(value)
  return found.length === names.length && names.every((name) => Object.hasOwn(value, name))
}
