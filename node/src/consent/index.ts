export {
  type Capsule,
  type CapsuleBody,
  type CapsuleHeader,
  fetchCapsule,
  insertCapsuleBodies,
} from './capsules.ts'
export {
  dropCapsules,
  dropOldCapsules,
  eraseFromGrants,
  forgetStaged,
  moveCommitments,
  type RecordsQuery,
  type RemadeCapsules,
  readRemadeCapsules,
  refuseUnforeseen,
  replaceCapsules,
  stageCapsules,
  useStagedCapsules,
} from './change-of-record.ts'
export { destroyProofs } from './forget-receipts.ts'
export { capsulesOfChange } from './grant-schemas.ts'
export { exportForm } from './ledger-of-use.ts'
export { type Asking, type Refusal, refusalOf, refusalsOf } from './policy.ts'
export type { Endings, OwnedRecord, RecordOwners } from './ports.ts'
export {
  type IntegratedReceipt,
  insertReceipts,
  integrateReceipts,
  newReceiptId,
  type Opening,
  type ReceiptFacts,
  type RecordToTell,
  receiptSource,
  recordsText,
  type ToldReceipt,
  tellOpenings,
  writeOpenings,
} from './receipts.ts'
export { settleWithin } from './settle.ts'
export { createConsentSlice } from './slice.ts'
export { software } from './software.ts'
export { type IntegratedExport, tellExport } from './tell-export.ts'
