export { medicinesErrors } from './errors.ts'
export { checkOffline, type OfflineCheck } from './offline/check-offline.ts'
export { IndexSet } from './offline/index-set.ts'
export {
  MAKER_KEYS_MAX,
  SIGNED_LINK_CHARS_MAX,
  STATUS_BATCHES_MAX,
  STATUS_BYTES_MAX,
  STATUS_CLOCK_TOLERANCE_MS,
  STATUS_VALID_MAX_MS,
} from './offline/limits.ts'
export {
  describeOffline,
  type OfflineOutcome,
  type OfflineReason,
  type OfflineVerdict,
  offlineReasons,
} from './offline/offline-reasons.ts'
export {
  type MakerKey,
  type MakerKeys,
  makerKeys,
  PACK_CODE_BYTES,
  type PackCode,
  type PackCodeFault,
  packCodeFault,
  readPackCode,
  signPackCode,
} from './offline/pack-code.ts'
export type { PrintedPack } from './offline/printed-pack.ts'
export { readSignedLink, type SignedLink, writeSignedLink } from './offline/signed-link.ts'
export type { StatusBatch } from './offline/status-batch.ts'
export { applyStatusChanges, statusChanges } from './offline/status-changes.ts'
export { openStatusFile, type StatusContent, type StatusFile, signStatusFile } from './offline/status-file.ts'
export type { StatusHead } from './offline/status-head.ts'
