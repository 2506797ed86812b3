import { concatBytes, sha256, utf8 } from '../../kernel/index.ts'
import { ed25519 } from '../../log/index.ts'

/** Bytes of an Ed25519 signature. */
export const SIGNATURE_BYTES = 64
export const KEY_ID_BYTES = 4

/** What a key signs, so that no signature of one kind is ever one of the other, nor one of a log. */
const tags = { pack: 'symbolon.pack-code.v1\0', status: 'symbolon.status-file.v1\0' } as const

export type SignedKind = keyof typeof tags

/** The first four bytes that a digest of the key and of what it signs has: they find a key and prove nothing. */
export function keyId(kind: SignedKind, publicKey: Uint8Array): number {
  const digest = sha256(concatBytes(utf8(tags[kind]), publicKey))
  return new DataView(digest.buffer).getUint32(0)
}

/** What is signed: the tag of its kind, ended by a zero byte, and the content. */
export function signedMessage(kind: SignedKind, content: Uint8Array): Uint8Array {
  return concatBytes(utf8(tags[kind]), content)
}

/** True when one of the keys, 32 bytes each, has signed the content. */
export function isSignedBy(
  publicKey: Uint8Array,
  of: { kind: SignedKind; content: Uint8Array; signature: Uint8Array },
) {
  const signed = { message: signedMessage(of.kind, of.content), signature: of.signature }
  return ed25519.verify(ed25519.verifyingKey(publicKey), signed)
}
