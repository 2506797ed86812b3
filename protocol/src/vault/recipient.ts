import { bech32 } from '@scure/base'
import { ageCore } from '#age-core'
import { HYBRID_PUBLIC_KEY_BYTES, type Random, X25519_BYTES } from './age-core.ts'
import { decodeBech32 } from './bech32.ts'
import { vaultErrors } from './errors.ts'
import type { Stanza } from './header.ts'
import { wrapForHybrid } from './hybrid.ts'
import { wrapForX25519 } from './x25519.ts'

/** Whom a seal is made for; parse it once and use it for every wrap, since taking a key apart costs as much as a wrap. */
export interface Recipient {
  readonly kind: 'hybrid' | 'x25519' | 'passphrase'
  wrap(fileKey: Uint8Array, random: Random): Stanza
}

/** A recipient that holds a public key. */
export interface KeyRecipient extends Recipient {
  readonly kind: 'hybrid' | 'x25519'
  /** `age1pq1…` or `age1…`. */
  readonly text: string
}

const hybridPrefix = 'age1pq'
const x25519Prefix = 'age'
const textCharacters_max = 2048

/**
 * The only door from text to a recipient: `age1pq1…` (post-quantum hybrid) or `age1…` (X25519, for exports).
 * @throws VAULT_RECIPIENT_INVALID
 * @source C2SP age, Native recipient types
 */
export function parseRecipient(text: string): KeyRecipient {
  if (text.length <= textCharacters_max) {
    const hybrid = decodeBech32(text, hybridPrefix)
    if (hybrid?.length === HYBRID_PUBLIC_KEY_BYTES) return hybridRecipient(hybrid, text)
    const classical = decodeBech32(text, x25519Prefix)
    if (classical?.length === X25519_BYTES) return x25519Recipient(classical, text)
  }
  throw vaultErrors.VAULT_RECIPIENT_INVALID()
}

/** The same recipient, when what is sealed for it outlives classical keys. @throws VAULT_RECIPIENT_INVALID */
export function hybridOnly(recipient: Recipient): Recipient {
  if (recipient.kind !== 'hybrid') throw vaultErrors.VAULT_RECIPIENT_INVALID()
  return recipient
}

export function hybridRecipient(bytes: Uint8Array, text = encodeBech32(hybridPrefix, bytes)): KeyRecipient {
  const publicKey = ageCore.hybridPublicKey(bytes)
  if (!publicKey) throw vaultErrors.VAULT_RECIPIENT_INVALID()
  return { kind: 'hybrid', text, wrap: (fileKey, random) => wrapForHybrid({ publicKey, fileKey, random }) }
}

export function x25519Recipient(publicKey: Uint8Array, text = encodeBech32(x25519Prefix, publicKey)): KeyRecipient {
  return { kind: 'x25519', text, wrap: (fileKey, random) => wrapForX25519({ publicKey, fileKey, random }) }
}

function encodeBech32(prefix: string, bytes: Uint8Array): string {
  return bech32.encode(prefix, bech32.toWords(bytes), false)
}
