export { assignAlert, getAlert, listAlerts, type PackAlert, resolveAlert, simulateAlertChange } from './alerts.ts'
export {
  type Batch,
  type BatchDetail,
  type BatchPack,
  type BatchRange,
  getBatch,
  listBatches,
  listPacks,
} from './batches.ts'
export { type CheckedOffline, checkPackOffline, type OfflineChecking } from './check-offline.ts'
export {
  type BatchCommissioning,
  commissionBatch,
  type SimulatedCommissioning,
  simulateCommissionBatch,
} from './commission-batch.ts'
export type { FoundStep } from './find-ledger-steps.ts'
export {
  acceptHandover,
  getHandover,
  type Handover,
  type HandoverOffering,
  type HandoverRange,
  listHandovers,
  offerHandover,
  type PacksAsked,
  refuseHandover,
  type SimulatedHandover,
  simulateAcceptHandover,
  simulateOfferHandover,
  simulateRefuseHandover,
  simulateWithdrawHandover,
  withdrawHandover,
} from './handovers.ts'
export {
  type AdmittedIssuer,
  admitIssuer,
  type HeldLicence,
  type IssuerAdmitting,
  listLicences,
  type ProvedLicence,
  proveLicence,
  simulateAdmitIssuer,
  simulateProveLicence,
} from './licences.ts'
export {
  type GivenState,
  type MarkedPack,
  markPack,
  type PackAct,
  type PackMarking,
  simulateMarkPack,
  simulateUndoPack,
  undoPack,
} from './mark-pack.ts'
export {
  getOfflineStatus,
  type OfflineBatch,
  type OfflineStatus,
  type OpenedStatus,
  offlineStatusText,
  openOfflineStatus,
  parseOfflineStatus,
} from './offline-status.ts'
export { type Packed, type Packing, packPacks, simulatePackPacks, unpackPacks } from './packings.ts'
export {
  describeProduct,
  getProduct,
  type Product,
  type ProductDescription,
  simulateDescribeProduct,
} from './products.ts'
export {
  type MergedMark,
  mergeQueuedMarks,
  type QueuedMark,
  type QueuedSigning,
  signQueuedMark,
  simulateMergeQueuedMarks,
  simulateSignQueuedMark,
} from './queued-marks.ts'
export {
  acknowledgeRecall,
  confirmRecall,
  getRecall,
  listRecallConfirmers,
  listRecalls,
  nameRecallConfirmer,
  proposeRecall,
  type Recall,
  type RecallConfirmers,
  type RecallDetail,
  type RecallProposing,
  removeRecallConfirmer,
  type SimulatedRecall,
  simulateAcknowledgeRecall,
  simulateConfirmRecall,
  simulateProposeRecall,
  simulateRecallConfirmers,
} from './recalls.ts'
export {
  type EventPlace,
  type HiddenStep,
  type LedgerStep,
  type PackOrigin,
  type PackTrace,
  type TraceStep,
  tracePack,
} from './trace-pack.ts'
export { type TraceVerifying, type VerifiedTrace, verifyTraceProof, writeTraceProof } from './trace-proof.ts'
export { type PackVerifying, type VerifiedPack, verifyPack } from './verify-pack.ts'
