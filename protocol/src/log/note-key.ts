import { ed25519 } from '#ed25519'
import { concatBytes, fromHex, sha256, utf8, type Words } from '../kernel/index.ts'
import {
  type Ed25519SigningKey,
  type Ed25519VerifyingKey,
  isPlainPublicKey,
  PUBLIC_KEY_BYTES,
  SEED_BYTES,
} from './ed25519.ts'
import { logErrors } from './errors.ts'
import { readBase64, toBase64 } from './line-values.ts'
import { isKeyName } from './note.ts'

/** Signature types that are understood here. @source C2SP signed-note, Signature types */
const typeBytes = { ed25519: 0x01, cosignature: 0x04 } as const
const signerMark = 'PRIVATE+KEY+'

/** `ed25519` signs the text of a note, `cosignature` a checkpoint together with a time. */
export type NoteKeyType = keyof typeof typeBytes

const reasons = {
  name: { en: 'its name is empty or has a space or a plus', el: 'το όνομά του είναι κενό ή έχει κενό ή συν' },
  form: { en: 'it does not have the form name+id+key', el: 'δεν έχει τη μορφή όνομα+αναγνωριστικό+κλειδί' },
  type: { en: 'its type is not understood here', el: 'ο τύπος του δεν υποστηρίζεται εδώ' },
  size: { en: 'it has another length', el: 'έχει άλλο μήκος' },
  id: { en: 'its id is not that of the key', el: 'το αναγνωριστικό του δεν είναι αυτού του κλειδιού' },
  weak: { en: 'it is a key that anybody can sign with', el: 'είναι κλειδί με το οποίο μπορεί να υπογράψει ο καθένας' },
} as const satisfies Record<string, Words>

/** A public key with its name, ready to verify. @source C2SP signed-note, Verifier keys */
export interface NoteVerifier {
  readonly key_name: string
  readonly type: NoteKeyType
  /** 32 bits. */
  readonly key_id: number
  readonly key: Ed25519VerifyingKey
}

/** A secret key with its name, ready to sign. */
export interface NoteSigner {
  readonly type: NoteKeyType
  readonly verifier: NoteVerifier
  /** 32 bytes. */
  readonly seed: Uint8Array
  readonly key: Ed25519SigningKey
}

/** A verifier from its parts. @param publicKey 32 bytes @throws LOG_KEY_INVALID */
export function noteVerifier(of: { key_name: string; type: NoteKeyType; publicKey: Uint8Array }): NoteVerifier {
  const { key_name, type, publicKey } = of
  if (!isKeyName(key_name)) throw invalidKey('name')
  if (publicKey.length !== PUBLIC_KEY_BYTES) throw invalidKey('size')
  if (!isPlainPublicKey(publicKey)) throw invalidKey('weak')
  return { key_name, type, key_id: keyId(of), key: ed25519.verifyingKey(publicKey) }
}

/** A signer from its parts. @param seed 32 random bytes @throws LOG_KEY_INVALID */
export function noteSigner(of: { key_name: string; type: NoteKeyType; seed: Uint8Array }): NoteSigner {
  if (of.seed.length !== SEED_BYTES) throw invalidKey('size')
  const key = ed25519.signingKey(of.seed)
  return { type: of.type, verifier: noteVerifier({ ...of, publicKey: key.publicKey }), seed: of.seed, key }
}

/** `name+id+key`, in which the key is base64 of its type and its bytes. @source C2SP signed-note, Verifier keys */
export function verifierKeyText({ key_name, type, key_id, key }: NoteVerifier): string {
  return keyText({ key_name, key_id, bytes: concatBytes(Uint8Array.of(typeBytes[type]), key.bytes) })
}

/** A verifier from `name+id+key`. @throws LOG_KEY_INVALID @source C2SP signed-note, Verifier keys */
export function parseVerifierKey(text: string): NoteVerifier {
  const { key_name, key_id, type, bytes } = parseKeyText(text)
  const verifier = noteVerifier({ key_name, type, publicKey: bytes })
  if (verifier.key_id !== key_id) throw invalidKey('id')
  return verifier
}

/**
 * `PRIVATE+KEY+name+id+key`, in which the key is base64 of its type and its seed. A secret.
 * @source golang.org/x/mod/sumdb/note, GenerateKey; no C2SP text describes the form, which others read for type 0x04 too
 */
export function signerKeyText({ type, verifier, seed }: NoteSigner): string {
  return `${signerMark}${keyText({ ...verifier, bytes: concatBytes(Uint8Array.of(typeBytes[type]), seed) })}`
}

/** A signer from `PRIVATE+KEY+name+id+key`. @throws LOG_KEY_INVALID, which holds nothing of the key */
export function parseSignerKey(text: string): NoteSigner {
  if (!text.startsWith(signerMark)) throw invalidKey('form')
  const { key_name, key_id, type, bytes } = parseKeyText(text.slice(signerMark.length))
  const signer = noteSigner({ key_name, type, seed: bytes })
  if (signer.verifier.key_id !== key_id) throw invalidKey('id')
  return signer
}

/** The first four bytes of SHA-256 of name, line feed, type and public key. @source C2SP signed-note, Signatures */
function keyId({ key_name, type, publicKey }: { key_name: string; type: NoteKeyType; publicKey: Uint8Array }): number {
  const digest = sha256(concatBytes(utf8(`${key_name}\n`), Uint8Array.of(typeBytes[type]), publicKey))
  return new DataView(digest.buffer).getUint32(0)
}

function keyText({ key_name, key_id, bytes }: { key_name: string; key_id: number; bytes: Uint8Array }): string {
  return `${key_name}+${key_id.toString(16).padStart(8, '0')}+${toBase64(bytes)}`
}

function parseKeyText(text: string) {
  const [, key_name, id, base64] = /^([^+]*)\+([0-9a-f]{8})\+([^+].*)$/s.exec(text) ?? []
  if (key_name === undefined || id === undefined || base64 === undefined) throw invalidKey('form')
  if (!isKeyName(key_name)) throw invalidKey('name')
  const bytes = readBase64(base64)
  if (!bytes || bytes.length === 0) throw invalidKey('form')
  const type = (Object.keys(typeBytes) as NoteKeyType[]).find((name) => typeBytes[name] === bytes[0])
  if (type === undefined) throw invalidKey('type')
  return { key_name, key_id: new DataView(fromHex(`0x${id}`).buffer).getUint32(0), type, bytes: bytes.subarray(1) }
}

function invalidKey(reason: keyof typeof reasons) {
  return logErrors.LOG_KEY_INVALID({ reason: reasons[reason] })
}
