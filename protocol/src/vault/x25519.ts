import { ageCore } from '#age-core'
import { concatBytes } from '../kernel/index.ts'
import { type Random, X25519_BYTES, type X25519SecretKey } from './age-core.ts'
import { vaultErrors } from './errors.ts'
import { invalidHeader, type Stanza } from './header.ts'
import { hkdf } from './hkdf.ts'
import { argumentBytes, checkWrappedSize, openFileKey, sealFileKey } from './wrap-box.ts'

const info = 'age-encryption.org/v1/X25519'

interface X25519Wrap {
  readonly publicKey: Uint8Array
  readonly fileKey: Uint8Array
  readonly random: Random
}

/** @throws VAULT_RECIPIENT_INVALID for a public key of low order @source C2SP age, X25519 recipient stanza */
export function wrapForX25519({ publicKey, fileKey, random }: X25519Wrap): Stanza {
  const ephemeral = ageCore.x25519Ephemeral(random)
  const secret = ageCore.x25519(ephemeral, publicKey)
  if (!secret) throw vaultErrors.VAULT_RECIPIENT_INVALID()
  const wrapKey = hkdf({ secret, salt: concatBytes(ephemeral.publicKey, publicKey), info })
  return { args: ['X25519', ageCore.toBase64(ephemeral.publicKey)], body: sealFileKey(wrapKey, fileKey) }
}

/** `undefined` when the stanza is another's. @throws VAULT_HEADER_INVALID */
export function unwrapX25519(secretKey: X25519SecretKey, { args, body }: Stanza): Uint8Array | undefined {
  if (args[0] !== 'X25519') return undefined
  if (args.length !== 2) throw invalidHeader('stanza')
  const share = argumentBytes(args[1], X25519_BYTES)
  checkWrappedSize(body)
  const secret = ageCore.x25519(secretKey, share)
  if (!secret) throw invalidHeader('stanza')
  return openFileKey(hkdf({ secret, salt: concatBytes(share, secretKey.publicKey), info }), body)
}
