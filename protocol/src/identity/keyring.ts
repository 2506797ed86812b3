import { fromBase64Url, fromUtf8, toBase64Url, type Words } from '../kernel/index.ts'
import { identityErrors } from './errors.ts'
import { parseRecoveryCode } from './recovery-code.ts'

/** Bytes of a keyring's root. */
export const KEYRING_ROOT_BYTES = 32
/** Characters that a passphrase has at least. */
export const PASSPHRASE_CHARACTERS_MIN = 10
/** Binary logarithm of scrypt's cost for a passphrase when nothing else is asked: about a second and 256 MiB. */
export const WORK_FACTOR_DEFAULT = 18
/** The same for a recovery code: 128 random bits are guessed at no cost of scrypt's, so that a high one protects nothing. */
const RECOVERY_WORK_FACTOR_DEFAULT = 10
/** Largest cost that a keyring is sealed with: scrypt then takes 1 GiB of memory. */
export const WORK_FACTOR_MAX = 20
/** Bytes that a keyring file has at most; the real ones have about 300. */
export const KEYRING_FILE_BYTES_MAX = 4096

/** What opens a keyring: either of the two. */
export type Unlocker = { readonly passphrase: string } | { readonly recoveryCode: string }

const label = 'symbolon-keyring-1 '

/** What a keyring was tried with, as it stands in a sentence. */
const unlockerWords = {
  passphrase: { en: 'this passphrase', el: 'αυτή τη φράση πρόσβασης' },
  recoveryCode: { en: 'this recovery code', el: 'αυτόν τον κωδικό ανάκτησης' },
} as const satisfies Record<string, Words>

/**
 * A new root, from which every key of one person or institution is derived.
 * @param random source of random bytes: called once, for 32
 */
export function newKeyring(random: (size: number) => Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(random(KEYRING_ROOT_BYTES))
}

/**
 * The root as an age file under a passphrase or under the printed recovery code; the standard `age` tool opens it too.
 * @param sealing.workFactor binary logarithm of scrypt's cost, 1 to 20; unless named 18 for a passphrase, 10 for a code
 * @param sealing.root 32 bytes
 * @throws IDENTITY_PASSPHRASE_TOO_SHORT when it has fewer than 10 characters besides leading and trailing blanks,
 * IDENTITY_RECOVERY_CODE_INVALID, IDENTITY_SEALING_INVALID when root or work factor are out of their range
 * @source C2SP age, scrypt recipient stanza
 */
export async function sealKeyring(
  sealing: { readonly root: Uint8Array; readonly workFactor?: number } & Unlocker,
): Promise<Uint8Array<ArrayBuffer>> {
  const workFactorDefault = 'passphrase' in sealing ? WORK_FACTOR_DEFAULT : RECOVERY_WORK_FACTOR_DEFAULT
  const { root, workFactor = workFactorDefault } = sealing
  if (root.length !== KEYRING_ROOT_BYTES) throw identityErrors.IDENTITY_SEALING_INVALID({ field: 'root' })
  if (!Number.isInteger(workFactor) || workFactor < 1 || workFactor > WORK_FACTOR_MAX)
    throw identityErrors.IDENTITY_SEALING_INVALID({ field: 'workFactor' })
  const secret = secretOf(sealing)
  if ('passphrase' in sealing && [...secret.trim()].length < PASSPHRASE_CHARACTERS_MIN) {
    throw identityErrors.IDENTITY_PASSPHRASE_TOO_SHORT({ characters_min: PASSPHRASE_CHARACTERS_MIN })
  }
  const { Encrypter } = await loadAge()
  const encrypter = new Encrypter()
  encrypter.setScryptWorkFactor(workFactor)
  encrypter.setPassphrase(secret)
  return Uint8Array.from(await encrypter.encrypt(`${label}${toBase64Url(root)}\n`))
}

/**
 * The root of a sealed keyring.
 * @throws IDENTITY_KEYRING_LOCKED when the unlocker is not the file's, IDENTITY_KEYRING_DAMAGED when the file is not whole,
 * IDENTITY_RECOVERY_CODE_INVALID
 */
export async function openKeyring(opening: { readonly file: Uint8Array } & Unlocker): Promise<Uint8Array<ArrayBuffer>> {
  if (opening.file.length > KEYRING_FILE_BYTES_MAX) throw identityErrors.IDENTITY_KEYRING_DAMAGED()
  const { Decrypter } = await loadAge()
  const decrypter = new Decrypter()
  decrypter.addPassphrase(secretOf(opening))
  let opened: Uint8Array
  try {
    opened = await decrypter.decrypt(opening.file)
  } catch (error) {
    throw refusalOf(error, unlockerWords['passphrase' in opening ? 'passphrase' : 'recoveryCode'])
  }
  return readRoot(opened)
}

/** With every curve that age knows: a fifth of what a command loads, and few commands open a keyring by a passphrase. */
function loadAge(): Promise<typeof import('age-encryption')> {
  return import('age-encryption')
}

/** Passphrases are compared in Unicode form C, so that an accent typed on another keyboard is the same accent. */
function secretOf(unlocker: Unlocker): string {
  return 'passphrase' in unlocker ? unlocker.passphrase.normalize('NFC') : parseRecoveryCode(unlocker.recoveryCode)
}

function refusalOf(error: unknown, unlocker: Words): Error {
  const locked = error instanceof Error && error.message.startsWith('no identity matched')
  return locked
    ? identityErrors.IDENTITY_KEYRING_LOCKED({ unlocker })
    : identityErrors.IDENTITY_KEYRING_DAMAGED({}, { cause: error })
}

function readRoot(opened: Uint8Array): Uint8Array<ArrayBuffer> {
  let root: Uint8Array<ArrayBuffer> | undefined
  try {
    const text = fromUtf8(opened)
    if (text.startsWith(label) && text.endsWith('\n')) root = fromBase64Url(text.slice(label.length, -1))
  } catch {}
  if (root?.length !== KEYRING_ROOT_BYTES) throw identityErrors.IDENTITY_KEYRING_DAMAGED()
  return root
}
