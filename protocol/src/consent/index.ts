export {
  type AnchorReceipt,
  anchorReceiptText,
  type LoggedReceipt,
  parseLoggedReceipt,
} from './anchor-receipt.ts'
export { consentsSolidityErrors } from './contract-errors.ts'
export { checkDuoCodes, type DuoCode, type DuoRow, duoCodes, parseDuoCode } from './duo-codes.ts'
export { consentErrors } from './errors.ts'
export { FOR_WHOM_CHARACTERS_MAX, parseForWhom } from './for-whom.ts'
export { consentsContract } from './generated/consents-contract.ts'
export {
  authorityPaths,
  authorityRoot,
  GRANT_SALT_BYTES,
  type GrantRegistration,
  grantCommitment,
  grantHash,
  ledgerGrant,
  type SaltedTerms,
  verifyAuthorityPath,
} from './grant-hash.ts'
export { type GrantSelection, type SelectionCode, tidySelection } from './grant-selection.ts'
export { buildGrantTerms, type GrantedRecord, type GrantTerms, grantTermsText, parseGrantTerms } from './grant-terms.ts'
export { monthsAfter } from './instant.ts'
export {
  type Delegation,
  delegationIntent,
  type GrantAuthority,
  grantAuthorityIntent,
  type Opening,
  openingIntent,
  type Revocation,
  revocationIntent,
} from './intents.ts'
export { type LedgerGroup, type LedgerProof, type LedgerRow, ledgerGroups } from './ledger-of-use.ts'
export {
  GRANT_MONTHS_MAX,
  GRANTS_AT_ONCE_MAX,
  GRANTS_PER_REQUEST_MAX,
  OPENING_DEADLINE_MINUTES_MAX,
  OPENING_MINUTES,
  RECEIPT_ENTRIES_MAX,
  RECORDS_PER_GRANT_MAX,
  SELECTION_CODES_MAX,
  SELECTION_NAMES_MAX,
  TERMS_BYTES_MAX,
} from './limits.ts'
export {
  type Purpose,
  type PurposeRow,
  parsePurpose,
  purposeCodes,
  purposes,
  refusedPurposes,
  rolesFor,
} from './purposes.ts'
export {
  type ExportForm,
  exportForms,
  parseReceipt,
  type Receipt,
  type ReceiptKind,
  type ReceiptRecord,
  receiptKinds,
  receiptText,
} from './receipt.ts'
export { verifySignIn } from './receipt-sign-in.ts'
