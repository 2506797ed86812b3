import { ageCore } from '#age-core'
import { concatBytes, utf8 } from '../kernel/index.ts'
import { HYBRID_CIPHERTEXT_BYTES, type HybridPublicKey, type HybridSecretKey, type Random } from './age-core.ts'
import { vaultErrors } from './errors.ts'
import { invalidHeader, type Stanza } from './header.ts'
import { argumentBytes, checkWrappedSize } from './wrap-box.ts'

const type = 'mlkem768x25519'

/** KEM 0x647a (MLKEM768-X25519), KDF 1 (HKDF-SHA256), AEAD 3 (ChaCha20-Poly1305). @source RFC 9180 §5.1 */
const suite = concatBytes(utf8('HPKE'), Uint8Array.of(0x64, 0x7a, 0, 1, 0, 3))
const none = new Uint8Array(0)

function labeled(label: string, ikm: Uint8Array): Uint8Array {
  return concatBytes(utf8('HPKE-v1'), suite, utf8(label), ikm)
}

/** The first block of LabeledExpand's message; no output here is longer than one block. @source RFC 9180 §4 */
function expansion(label: string, size: number): Uint8Array {
  return concatBytes(Uint8Array.of(0, size), labeled(label, context), Uint8Array.of(1))
}

/** Mode base, no pre-shared key, age's info: the same for every wrap, so what follows from it is too. @source RFC 9180 §5.1 */
const context = concatBytes(
  Uint8Array.of(0),
  ageCore.hmac(new Uint8Array(32), labeled('psk_id_hash', none)),
  ageCore.hmac(new Uint8Array(32), labeled('info_hash', utf8('age-encryption.org/mlkem768x25519'))),
)
const secretMessage = labeled('secret', none)
const keyMessage = expansion('key', 32)
const nonceMessage = expansion('base_nonce', 12)

interface HybridWrap {
  readonly publicKey: HybridPublicKey
  readonly fileKey: Uint8Array
  readonly random: Random
}

/** @throws VAULT_RECIPIENT_INVALID when its X25519 half is of low order @source C2SP age, mlkem768x25519 stanza */
export function wrapForHybrid({ publicKey, fileKey, random }: HybridWrap): Stanza {
  const encapsulation = ageCore.encapsulate(publicKey, random)
  if (!encapsulation) throw vaultErrors.VAULT_RECIPIENT_INVALID()
  const body = ageCore.sealBox({ ...schedule(encapsulation.sharedSecret), text: fileKey })
  return { args: [type, ageCore.toBase64(encapsulation.ciphertext)], body }
}

/** `undefined` when the stanza is another's. @throws VAULT_HEADER_INVALID */
export function unwrapHybrid(secretKey: HybridSecretKey, { args, body }: Stanza): Uint8Array | undefined {
  if (args[0] !== type) return undefined
  if (args.length !== 2) throw invalidHeader('stanza')
  const ciphertext = argumentBytes(args[1], HYBRID_CIPHERTEXT_BYTES)
  checkWrappedSize(body)
  const sharedSecret = ageCore.decapsulate(secretKey, ciphertext)
  if (!sharedSecret) throw invalidHeader('stanza')
  return ageCore.openBox({ ...schedule(sharedSecret), text: body })
}

/** Key and first nonce of HPKE's SealBase. @source RFC 9180 §5.1 KeySchedule */
function schedule(sharedSecret: Uint8Array): { key: Uint8Array; nonce: Uint8Array } {
  const secret = ageCore.hmac(sharedSecret, secretMessage)
  return { key: ageCore.hmac(secret, keyMessage), nonce: ageCore.hmac(secret, nonceMessage).subarray(0, 12) }
}
