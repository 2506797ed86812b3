import { bech32 } from '@scure/base'
import { ageCore } from '#age-core'
import { HYBRID_SEED_BYTES, X25519_BYTES } from './age-core.ts'
import { vaultErrors } from './errors.ts'
import type { Stanza } from './header.ts'
import { unwrapHybrid } from './hybrid.ts'
import { hybridRecipient, type KeyRecipient, x25519Recipient } from './recipient.ts'
import { unwrapX25519 } from './x25519.ts'

/** Who opens seals; make it once, since expanding a key costs as much as an opening. */
export interface Identity {
  readonly kind: 'hybrid' | 'x25519' | 'passphrase'
  /** The file key, `undefined` when the stanza is another's. @throws VAULT_HEADER_INVALID */
  unwrap(stanza: Stanza): Uint8Array | undefined
}

/** An identity with a public half. */
export interface KeyIdentity extends Identity {
  readonly recipient: KeyRecipient
}

const hybridPrefix = 'age-secret-key-pq-'
const x25519Prefix = 'age-secret-key-'

/**
 * The post-quantum hybrid identity of a seed.
 * @param seed 32 secret bytes
 * @throws VAULT_IDENTITY_INVALID
 * @source C2SP age, MLKEM768-X25519
 */
export function hybridIdentity(seed: Uint8Array): KeyIdentity {
  if (seed.length !== HYBRID_SEED_BYTES) throw vaultErrors.VAULT_IDENTITY_INVALID()
  const secretKey = ageCore.hybridSecretKey(Uint8Array.from(seed))
  const recipient = hybridRecipient(secretKey.publicKey.bytes)
  return { kind: 'hybrid', recipient, unwrap: (stanza) => unwrapHybrid(secretKey, stanza) }
}

/** The classical identity of 32 secret bytes. @throws VAULT_IDENTITY_INVALID @source C2SP age, X25519 */
export function x25519Identity(secret: Uint8Array): KeyIdentity {
  if (secret.length !== X25519_BYTES) throw vaultErrors.VAULT_IDENTITY_INVALID()
  const secretKey = ageCore.x25519SecretKey(Uint8Array.from(secret))
  const recipient = x25519Recipient(secretKey.publicKey)
  return { kind: 'x25519', recipient, unwrap: (stanza) => unwrapX25519(secretKey, stanza) }
}

/** The only door from text to an identity: `AGE-SECRET-KEY-PQ-1…` or `AGE-SECRET-KEY-1…`. @throws VAULT_IDENTITY_INVALID */
export function parseIdentity(text: string): KeyIdentity {
  const decoded = text === text.toUpperCase() ? bech32.decodeUnsafe(text, 120) : undefined
  const bytes = decoded && bech32.fromWordsUnsafe(decoded.words)
  if (decoded?.prefix === hybridPrefix && bytes) return hybridIdentity(Uint8Array.from(bytes))
  if (decoded?.prefix === x25519Prefix && bytes) return x25519Identity(Uint8Array.from(bytes))
  throw vaultErrors.VAULT_IDENTITY_INVALID()
}

/** The text of the hybrid identity of a seed, as the standard `age` tool reads it: a secret. */
export function hybridIdentityText(seed: Uint8Array): string {
  return bech32.encode(hybridPrefix, bech32.toWords(seed), 120).toUpperCase()
}

/** The public half of an identity as text, `age1pq1…` or `age1…`; `identity.recipient` is the same, taken apart. */
export function recipientOf(identity: KeyIdentity): string {
  return identity.recipient.text
}
