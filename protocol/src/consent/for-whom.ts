import { consentErrors } from './errors.ts'

/** Characters of the reference of a member of staff or a department. */
export const FOR_WHOM_CHARACTERS_MAX = 64

/** Printable ASCII without a blank at either end. */
export const forWhomPattern = /^[\x21-\x7e](?:[\x20-\x7e]{0,62}[\x21-\x7e])?$/

/** A reference to a patient or a relative, an e-mail address, or the eleven digits of an AMKA: receipts last, and name nobody else. */
const personal = /\b(?:Patient|RelatedPerson)\/|\S@\S|\d{11}/

/**
 * Whom of its own people an institution acts for, as it names them: `ward-3/nurse-17`, `Practitioner/281`, `Cardiology`.
 * The patient sees it.
 * @throws CONSENT_FOR_WHOM_INVALID
 */
export function parseForWhom(text: string): string {
  if (forWhomPattern.test(text) && !personal.test(text)) return text
  throw consentErrors.CONSENT_FOR_WHOM_INVALID({ characters_max: FOR_WHOM_CHARACTERS_MAX })
}
