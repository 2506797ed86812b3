import { ageCore } from '#age-core'
import { TAG_BYTES } from './age-core.ts'
import { invalidHeader } from './header.ts'
import { FILE_KEY_BYTES } from './payload.ts'

const zeroNonce = new Uint8Array(12)

/** A file key sealed with a key that serves once, hence the fixed nonce. @source C2SP age, X25519 and scrypt stanzas */
export function sealFileKey(wrapKey: Uint8Array, fileKey: Uint8Array): Uint8Array {
  return ageCore.sealBox({ key: wrapKey, nonce: zeroNonce, text: fileKey })
}

/** `undefined` when it was sealed with another key. */
export function openFileKey(wrapKey: Uint8Array, body: Uint8Array): Uint8Array | undefined {
  return ageCore.openBox({ key: wrapKey, nonce: zeroNonce, text: body })
}

/**
 * Checked before any decryption, against partitioning oracles.
 * @throws VAULT_HEADER_INVALID
 */
export function checkWrappedSize(body: Uint8Array): void {
  if (body.length !== FILE_KEY_BYTES + TAG_BYTES) throw invalidHeader('stanza')
}

/** Bytes of a stanza's argument, canonical and of the right size. @throws VAULT_HEADER_INVALID */
export function argumentBytes(argument: string | undefined, size: number): Uint8Array {
  const bytes = argument === undefined ? undefined : ageCore.fromBase64(argument)
  if (bytes?.length !== size) throw invalidHeader('stanza')
  return bytes
}
