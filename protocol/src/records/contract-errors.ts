import type { contractErrorRows } from './contract-error-rows.ts'

/** What each error of the contract Records means here. */
export const recordsSolidityErrors = {
  RecordsAlreadyMinted: 'RECORDS_TOKEN_EXISTS',
  RecordsOwnerUsed: 'RECORDS_OWNER_USED',
  RecordsCommitmentInvalid: 'RECORDS_COMMITMENT_INVALID',
  RecordsUnknown: 'RECORDS_TOKEN_UNKNOWN',
  RecordsNoAccount: 'RECORDS_TOKEN_UNKNOWN',
  RecordsErased: 'RECORDS_TOKEN_ERASED',
  RecordsVersionInvalid: 'RECORDS_VERSION_INVALID',
  RecordsExpired: 'RECORDS_INTENT_EXPIRED',
  RecordsSignatureInvalid: 'RECORDS_INTENT_SIGNATURE_INVALID',
  RecordsBatchInvalid: 'RECORDS_BATCH_INVALID',
  RecordsLocked: 'RECORDS_TOKEN_LOCKED',
  RecordsNoOperators: 'RECORDS_TOKEN_LOCKED',
} as const satisfies Readonly<Record<string, keyof typeof contractErrorRows>>
