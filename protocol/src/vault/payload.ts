import { ageCore } from '#age-core'
import { CHUNK_BYTES, TAG_BYTES } from './age-core.ts'
import { vaultErrors } from './errors.ts'
import { hkdf } from './hkdf.ts'

/** Bytes of the key of one age file, and so of one entry. @source C2SP age, File key */
export const FILE_KEY_BYTES = 16
export const NONCE_BYTES = 16

/** What a payload is sealed from; each file key serves one payload. */
export interface PayloadSource {
  /** 16 random bytes. */
  readonly fileKey: Uint8Array
  /** 16 random bytes. */
  readonly nonce: Uint8Array
  readonly plaintext: Uint8Array
}

/** Bytes of the payload of a text: nonce, chunks of 64 KiB, one tag each. */
export function payloadSize(plaintext_bytes: number): number {
  const chunks = Math.max(1, Math.ceil(plaintext_bytes / CHUNK_BYTES))
  return NONCE_BYTES + plaintext_bytes + chunks * TAG_BYTES
}

/**
 * Bytes of the text in a payload of a size.
 * @throws VAULT_PAYLOAD_INVALID for a size that no payload has: no chunk, a chunk without a full tag, an empty last one
 */
export function plaintextSize(payload_bytes: number): number {
  const sealed = payload_bytes - NONCE_BYTES
  const chunks = Math.ceil(sealed / (CHUNK_BYTES + TAG_BYTES))
  const last = sealed - (chunks - 1) * (CHUNK_BYTES + TAG_BYTES)
  if (chunks < 1 || last < TAG_BYTES || (last === TAG_BYTES && chunks > 1)) throw vaultErrors.VAULT_PAYLOAD_INVALID()
  return sealed - chunks * TAG_BYTES
}

/**
 * Seals a text as an age v1 payload into memory that the caller holds.
 * @param to exactly `payloadSize(plaintext.length)` bytes, not overlapping the text
 * @source C2SP age, Payload
 */
export function sealPayloadInto(to: Uint8Array, { fileKey, nonce, plaintext }: PayloadSource): void {
  to.set(nonce)
  ageCore.sealStream({ key: payloadKey(fileKey, nonce), from: plaintext, to: to.subarray(NONCE_BYTES) })
}

/** A text sealed as an age v1 payload: nonce, then STREAM chunks. @source C2SP age, Payload */
export function sealPayload(source: PayloadSource): Uint8Array<ArrayBuffer> {
  const payload = new Uint8Array(payloadSize(source.plaintext.length))
  sealPayloadInto(payload, source)
  return payload
}

/**
 * The whole text of a payload; nothing of it is released unless all of it is authentic.
 * @throws VAULT_PAYLOAD_INVALID when it was cut, extended, reordered or altered, or is another key's
 */
export function openPayload(fileKey: Uint8Array, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const plaintext = new Uint8Array(plaintextSize(payload.length))
  const key = payloadKey(fileKey, payload.subarray(0, NONCE_BYTES))
  const opened = ageCore.openStream({ key, from: payload.subarray(NONCE_BYTES), to: plaintext })
  if (!opened) throw vaultErrors.VAULT_PAYLOAD_INVALID()
  return plaintext
}

function payloadKey(fileKey: Uint8Array, nonce: Uint8Array): Uint8Array {
  return hkdf({ secret: fileKey, salt: nonce, info: 'payload' })
}
