import { concatBytes } from '../kernel/index.ts'
import { wrapFileKey } from './age.ts'
import type { Random } from './age-core.ts'
import { plaintextSize } from './payload.ts'
import type { Recipient } from './recipient.ts'

/**
 * A stored entry as an ordinary `.age` file: a new header before the very bytes that are stored, so nothing is decrypted.
 * @param fileKey the entry's key from the manifest or the capsule
 * @param payload the entry's part of the blob
 * @param recipients X25519 or hybrid ones, or one `passphraseRecipient`
 * @throws VAULT_PAYLOAD_INVALID for a size that no payload has, VAULT_RECIPIENTS_MIXED, VAULT_RECIPIENT_INVALID
 */
export function exportAge({
  fileKey,
  payload,
  recipients,
  random,
}: {
  fileKey: Uint8Array
  payload: Uint8Array
  recipients: readonly Recipient[]
  random: Random
}): Uint8Array<ArrayBuffer> {
  plaintextSize(payload.length)
  return concatBytes(wrapFileKey({ fileKey, recipients, random }), payload)
}
