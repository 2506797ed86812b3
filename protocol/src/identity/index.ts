export { partiesSolidityErrors } from './contract-errors.ts'
export {
  delegateKey,
  entryIdsOf,
  grantAccount,
  recipientSeed,
  recordAccount,
  signInAccount,
  sourceKey,
} from './derivations.ts'
export { identityErrors } from './errors.ts'
export { accessManagerContract } from './generated/access-manager-contract.ts'
export { partiesContract } from './generated/parties-contract.ts'
export {
  type ProfileUpdate,
  profileUpdateIntent,
  type Registration,
  type RoleGrant,
  type RoleRevocation,
  registrationIntent,
  roleGrantIntent,
  roleRevocationIntent,
} from './intents.ts'
export {
  KEYRING_FILE_BYTES_MAX,
  KEYRING_ROOT_BYTES,
  newKeyring,
  openKeyring,
  PASSPHRASE_CHARACTERS_MIN,
  sealKeyring,
  type Unlocker,
  WORK_FACTOR_DEFAULT,
} from './keyring.ts'
export {
  type InstitutionKind,
  institutionKinds,
  type PartyKind,
  parsePartyKind,
  partyKindOf,
  partyKinds,
} from './party-kinds.ts'
export {
  isHandle,
  PARTY_ENDPOINT_CHARACTERS_MAX,
  PARTY_NAME_CHARACTERS_MAX,
  type PartyProfile,
  parsePartyProfile,
  partyProfileDigest,
} from './party-profile.ts'
export { type PartyRecipient, parsePartyRecipient } from './recipient.ts'
export { newRecoveryCode, parseRecoveryCode, type RecoveryCode } from './recovery-code.ts'
export { parseRole, type Role, roleCodes, roleId, roleOfId, roles } from './roles.ts'
export {
  CLOCK_AHEAD_SECONDS_MAX,
  checkSiweMessage,
  REQUEST_SECONDS_MAX,
  readSignedSiweMessage,
  readSiweMessage,
  SESSION_MINUTES,
  SIGN_IN_CHARACTERS_MAX,
  SIGN_IN_MINUTES_MAX,
  type SignedMessage,
  type SiweSignIn,
  sessionSpan,
  signInDigest,
  siweMessage,
} from './siwe.ts'
