import type { identityErrors } from './errors.ts'

/** What each error of the contracts Parties and AccessManager means here. */
export const partiesSolidityErrors = {
  PartiesAlreadyRegistered: 'IDENTITY_PARTY_REGISTERED',
  PartiesUnknown: 'IDENTITY_PARTY_UNKNOWN',
  PartiesKindInvalid: 'IDENTITY_KIND_UNKNOWN',
  PartiesProfileInvalid: 'IDENTITY_PROFILE_INVALID',
  PartiesProfileChanged: 'IDENTITY_PROFILE_CHANGED',
  PartiesNotAuthority: 'IDENTITY_AUTHORITY_MISSING',
  PartiesRoleNotHeld: 'IDENTITY_ROLE_NOT_HELD',
  PartiesUntilInvalid: 'IDENTITY_ROLE_UNTIL_INVALID',
  PartiesNonceUsed: 'IDENTITY_INTENT_REPLAYED',
  PartiesExpired: 'IDENTITY_INTENT_EXPIRED',
  PartiesSignatureInvalid: 'IDENTITY_INTENT_SIGNATURE_INVALID',
  AccessManagedUnauthorized: 'IDENTITY_ADMINISTRATOR_MISSING',
  AccessManagerUnauthorizedAccount: 'IDENTITY_ADMINISTRATOR_MISSING',
} as const satisfies Readonly<Record<string, keyof typeof identityErrors.rows>>
