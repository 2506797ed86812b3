import type { consentErrors } from './errors.ts'

/** What each error of the contract Consents means here. */
export const consentsSolidityErrors = {
  ConsentsUnknown: 'CONSENT_GRANT_UNKNOWN',
  ConsentsRevoked: 'CONSENT_DELEGATION_REFUSED',
  ConsentsAlreadyDelegated: 'CONSENT_DELEGATION_REFUSED',
  ConsentsAccountInvalid: 'CONSENT_ACCOUNT_INVALID',
  ConsentsWeekInvalid: 'CONSENT_WEEK_INVALID',
  ConsentsSignatureInvalid: 'CONSENT_REVOCATION_INVALID',
  ConsentsBatchInvalid: 'CONSENT_BATCH_INVALID',
} as const satisfies Readonly<Record<string, keyof typeof consentErrors.rows>>
