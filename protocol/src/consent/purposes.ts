import type { Role } from '../identity/index.ts'
import type { Words } from '../kernel/index.ts'
import { consentErrors } from './errors.ts'

/** One purpose, for people and for the policy. */
export interface PurposeRow {
  readonly words: Words
  /** The grantee must hold one of these when the grant is given and at every opening; none means any registered party. */
  readonly roles: readonly Role[]
}

/** What a grant may be for. @source HL7 v3 ActReason 3.1.0, value set PurposeOfUse */
export const purposes = {
  TREAT: { words: { en: 'treatment', el: 'θεραπεία' }, roles: ['care-provider'] },
  ETREAT: { words: { en: 'emergency treatment', el: 'επείγουσα θεραπεία' }, roles: ['care-provider'] },
  HOPERAT: {
    words: { en: 'running the health service', el: 'λειτουργία της υπηρεσίας υγείας' },
    roles: ['care-provider'],
  },
  HPAYMT: {
    words: { en: 'paying for health care', el: 'πληρωμή υπηρεσιών υγείας' },
    roles: ['payer', 'care-provider'],
  },
  HRESCH: { words: { en: 'health research', el: 'έρευνα στην υγεία' }, roles: ['research-organisation'] },
  PATRQT: { words: { en: 'at the patient’s request', el: 'κατόπιν αιτήματος του ασθενούς' }, roles: [] },
  FAMRQT: { words: { en: 'at the family’s request', el: 'κατόπιν αιτήματος της οικογένειας' }, roles: [] },
} as const satisfies Readonly<Record<string, PurposeRow>>

/** Code of a purpose that may be granted, such as `TREAT`. */
export type Purpose = keyof typeof purposes

/** Every purpose, in the table's order. */
export const purposeCodes = Object.keys(purposes) as Purpose[]

const marketing = { en: 'marketing', el: 'προώθηση προϊόντων' }
const insurance = { en: 'deciding on insurance', el: 'απόφαση για ασφάλιση' }
const employment = { en: 'deciding on employment or service', el: 'απόφαση για εργασία ή υπηρεσία' }
const credit = { en: 'deciding on credit', el: 'απόφαση για πίστωση' }
const enforcement = { en: 'law enforcement', el: 'επιβολή του νόμου' }
const reidentification = { en: 'finding out who a person is', el: 'ταυτοποίηση προσώπων' }

/**
 * What no grant may ever be for, with the word that says why. HL7's codes, and plain names for uses HL7 has no code for.
 * @source HL7 v3 ActReason 3.1.0; Regulation (EU) 2025/327 Art. 54 (prohibited secondary use)
 */
export const refusedPurposes: Readonly<Record<string, Words>> = {
  HMARKT: marketing,
  MARKETING: marketing,
  ADVERTISING: marketing,
  COVERAGE: insurance,
  COVAUTH: insurance,
  ELIGDTRM: insurance,
  ELIGVER: insurance,
  ENROLLM: insurance,
  MEMADMIN: insurance,
  INSURANCE: insurance,
  UNDERWRITING: insurance,
  EMPLOYMENT: employment,
  MILCDM: employment,
  MILDCRG: employment,
  CREDIT: credit,
  FRAUD: enforcement,
  GOV: enforcement,
  HLEGAL: enforcement,
  IMMIGRATION: enforcement,
  LAWENFORCEMENT: enforcement,
  REIDENTIFICATION: reidentification,
}

/** The only door from text to a purpose. @throws CONSENT_PURPOSE_FORBIDDEN, CONSENT_PURPOSE_UNKNOWN */
export function parsePurpose(text: string): Purpose {
  const use = Object.hasOwn(refusedPurposes, text) ? refusedPurposes[text] : undefined
  if (use) throw consentErrors.CONSENT_PURPOSE_FORBIDDEN({ use })
  const purpose = purposeCodes.find((code) => code === text)
  if (!purpose) throw consentErrors.CONSENT_PURPOSE_UNKNOWN({ purposes: purposeCodes })
  return purpose
}

/** The roles of which a grantee must hold one; an empty list admits any registered party. */
export function rolesFor(purpose: Purpose): readonly Role[] {
  return purposes[purpose].roles
}
