import { readSignedSiweMessage, type SiweSignIn, sessionSpan, signInDigest } from '../identity/index.ts'
import { hasCode, type Words } from '../kernel/index.ts'
import { logErrors, type SignInClaim } from '../log/index.ts'
import type { Receipt } from './receipt.ts'

const reasons = {
  unnamed: { en: 'the receipt names none', el: 'η απόδειξη δεν αναφέρει καμία' },
  other: { en: 'the receipt names another one', el: 'η απόδειξη αναφέρει άλλη' },
  form: { en: 'it does not have the form of one', el: 'δεν έχει τη μορφή σύνδεσης' },
  signature: { en: 'its account did not sign it', el: 'δεν την υπέγραψε ο λογαριασμός της' },
  time: { en: 'the receipt is of another time', el: 'η απόδειξη αφορά άλλη χρονική στιγμή' },
} as const satisfies Record<string, Words>

/**
 * Whose sign-in opened the session that a receipt rests on: its message is the one that the receipt names, its address
 * signed it, and the receipt lies within the session. It does not show what was asked for, nor whose the address is.
 * @param claim as the proof has it
 * @returns nothing where the proof has none, also when the receipt names one
 * @throws LOG_SIGN_IN_UNPROVEN
 * @source ERC-4361, ERC-191
 */
export async function verifySignIn(
  { at, sign_in }: Pick<Receipt, 'at' | 'sign_in'>,
  claim: SignInClaim | null,
): Promise<SiweSignIn | null> {
  if (claim === null) return null
  if (sign_in === undefined) throw unproven('unnamed')
  if (signInDigest(claim.message) !== sign_in) throw unproven('other')
  const signIn = await signedBy(claim)
  const { from, until } = sessionSpan(signIn)
  const time = Date.parse(at)
  if (!(time >= from && time < until)) throw unproven('time')
  return signIn
}

async function signedBy(claim: SignInClaim): Promise<SiweSignIn> {
  try {
    return await readSignedSiweMessage(claim)
  } catch (fault) {
    if (hasCode(fault, 'IDENTITY_SIGN_IN_MESSAGE_INVALID')) throw unproven('form')
    if (hasCode(fault, 'IDENTITY_SIGNATURE_INVALID')) throw unproven('signature')
    throw fault
  }
}

function unproven(reason: keyof typeof reasons) {
  return logErrors.LOG_SIGN_IN_UNPROVEN({ reason: reasons[reason] })
}
