import type { Random } from './age-core.ts'
import { vaultErrors } from './errors.ts'
import { checkHeader, type Header, invalidHeader, parseHeader, writeHeader } from './header.ts'
import type { Identity } from './identity.ts'
import { FILE_KEY_BYTES, NONCE_BYTES, openPayload, payloadSize, sealPayloadInto } from './payload.ts'
import type { Recipient } from './recipient.ts'

/** A file key wrapped for recipients, as the header of an age file. @throws VAULT_RECIPIENTS_MIXED, VAULT_RECIPIENT_INVALID */
export function wrapFileKey(wrap: {
  fileKey: Uint8Array
  recipients: readonly Recipient[]
  random: Random
}): Uint8Array<ArrayBuffer> {
  checkRecipients(wrap.recipients)
  const stanzas = wrap.recipients.map((recipient) => recipient.wrap(wrap.fileKey, wrap.random))
  return writeHeader(stanzas, wrap.fileKey)
}

/**
 * A complete age file of a text.
 * @throws VAULT_RECIPIENTS_MIXED, VAULT_RECIPIENT_INVALID
 * @example sealAge({ plaintext, recipients: [parseRecipient('age1pq1…')], random })
 * @source C2SP age
 */
export function sealAge(seal: {
  plaintext: Uint8Array
  recipients: readonly Recipient[]
  random: Random
}): Uint8Array<ArrayBuffer> {
  const fileKey = seal.random(FILE_KEY_BYTES)
  const header = wrapFileKey({ fileKey, recipients: seal.recipients, random: seal.random })
  const file = new Uint8Array(header.length + payloadSize(seal.plaintext.length))
  file.set(header)
  sealPayloadInto(file.subarray(header.length), { fileKey, nonce: seal.random(NONCE_BYTES), plaintext: seal.plaintext })
  return file
}

/**
 * The text of an age file.
 * @throws VAULT_HEADER_INVALID, VAULT_HEADER_ALTERED, VAULT_IDENTITY_MISMATCH, VAULT_WORK_FACTOR_REFUSED, VAULT_PAYLOAD_INVALID
 */
export function openAge(open: { file: Uint8Array; identities: readonly Identity[] }): Uint8Array<ArrayBuffer> {
  const header = parseHeader(open.file)
  const fileKey = unwrapFileKey(header, open.identities)
  const payload = open.file.subarray(header.size_bytes)
  if (payload.length < NONCE_BYTES) throw invalidHeader('nonce')
  return openPayload(fileKey, payload)
}

/** The file key behind a header, which is checked with it. @throws VAULT_IDENTITY_MISMATCH, VAULT_HEADER_ALTERED, VAULT_HEADER_INVALID */
export function unwrapFileKey(header: Header, identities: readonly Identity[]): Uint8Array {
  for (const stanza of header.stanzas) {
    for (const identity of identities) {
      const fileKey = identity.unwrap(stanza)
      if (!fileKey) continue
      checkHeader(header, fileKey)
      return fileKey
    }
  }
  throw vaultErrors.VAULT_IDENTITY_MISMATCH()
}

/**
 * One age file can be for all of these: keys of one kind, or one passphrase alone.
 * @throws VAULT_RECIPIENT_INVALID for none, VAULT_RECIPIENTS_MIXED
 * @source C2SP age
 */
export function checkRecipients(recipients: readonly Recipient[]): void {
  if (recipients.length === 0) throw vaultErrors.VAULT_RECIPIENT_INVALID()
  const kinds = new Set(recipients.map(({ kind }) => kind))
  const alone = !kinds.has('passphrase') || recipients.length === 1
  if (kinds.size > 1 || !alone) throw vaultErrors.VAULT_RECIPIENTS_MIXED()
}
