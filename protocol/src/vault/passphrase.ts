import { ageCore } from '#age-core'
import { concatBytes, utf8 } from '../kernel/index.ts'
import { vaultErrors } from './errors.ts'
import { invalidHeader, type Stanza } from './header.ts'
import type { Identity } from './identity.ts'
import type { Recipient } from './recipient.ts'
import { argumentBytes, checkWrappedSize, openFileKey, sealFileKey } from './wrap-box.ts'

/** Base-two logarithm of scrypt's cost that a new seal takes unless told: a second or so. */
export const WORK_FACTOR_DEFAULT = 18
/** The highest one that is read: 1 GiB of memory. */
export const WORK_FACTOR_MAX = 20
const saltBytes = 16

/**
 * Seals for whoever knows a passphrase; stands alone in its file.
 * @param workFactor base-two logarithm of scrypt's cost, 1 to 20
 * @throws VAULT_WORK_FACTOR_REFUSED
 * @source C2SP age, scrypt recipient type
 */
export function passphraseRecipient(passphrase: string, workFactor: number = WORK_FACTOR_DEFAULT): Recipient {
  checkWorkFactor(workFactor)
  return {
    kind: 'passphrase',
    wrap(fileKey, random) {
      const salt = random(saltBytes)
      const wrapKey = ageCore.scrypt({ passphrase, salt: labeledSalt(salt), log_n: workFactor })
      return { args: ['scrypt', ageCore.toBase64(salt), String(workFactor)], body: sealFileKey(wrapKey, fileKey) }
    },
  }
}

/** Opens what was sealed for a passphrase. @param workFactorMax refuses costlier files */
export function passphraseIdentity(passphrase: string, workFactorMax: number = WORK_FACTOR_MAX): Identity {
  return { kind: 'passphrase', unwrap: (stanza) => unwrapScrypt({ passphrase, workFactorMax, stanza }) }
}

function unwrapScrypt(wrap: { passphrase: string; workFactorMax: number; stanza: Stanza }): Uint8Array | undefined {
  const { args, body } = wrap.stanza
  if (args[0] !== 'scrypt') return undefined
  if (args.length !== 3 || !/^[1-9][0-9]*$/.test(args[2] ?? '')) throw invalidHeader('stanza')
  const salt = argumentBytes(args[1], saltBytes)
  checkWrappedSize(body)
  const log_n = Number(args[2])
  checkWorkFactor(log_n, wrap.workFactorMax)
  return openFileKey(ageCore.scrypt({ passphrase: wrap.passphrase, salt: labeledSalt(salt), log_n }), body)
}

function labeledSalt(salt: Uint8Array): Uint8Array {
  return concatBytes(utf8('age-encryption.org/v1/scrypt'), salt)
}

function checkWorkFactor(workFactor: number, max: number = WORK_FACTOR_MAX): void {
  if (Number.isInteger(workFactor) && workFactor >= 1 && workFactor <= max) return
  throw vaultErrors.VAULT_WORK_FACTOR_REFUSED({ max })
}
