export {
  type BatchNumber,
  batchNumberOf,
  type PackTokenId,
  parseTokenId,
  readTokenId,
  tokenIdOf,
} from './batch/batch-number.ts'
export {
  type BatchClass,
  type BatchOrder,
  type BatchOrderText,
  type Gtin,
  type Lot,
  parseBatchOrder,
  parseExpiry,
  parseGtin,
  parseLot,
} from './batch/batch-order.ts'
export { type BatchToBuild, BatchTree, batchTreeSteps, buildBatchTree, type PackProof } from './batch/batch-tree.ts'
export { type CheckedSerials, checkSerials } from './batch/check-serials.ts'
export { type ExpiryDay, expiryText } from './batch/expiry.ts'
export { newSerials, type SerialsToMake, serialLength } from './batch/new-serials.ts'
export { type LeafPath, type PackToHash, packLeaf, verifyLeaf } from './batch/pack-leaf.ts'
export { SerialIndex } from './batch/serial-index.ts'
export { parseSerial, SERIAL_ROW_BYTES, type Serial, serialAt, serialCount } from './batch/serial-rows.ts'
export { crownSize_bytes, readCrown, TreeCrown } from './batch/tree-crown.ts'
export { BATCH_PACKS_MAX, GTIN_PACKS_MAX, LOT_CHARS_MAX, SERIAL_CHARS_MAX } from './batch-limits.ts'
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
export {
  elementsOfPack,
  packOfElements,
  readSignedLink,
  type SignedLink,
  writeSignedLink,
} from './offline/signed-link.ts'
export type { StatusBatch } from './offline/status-batch.ts'
export { applyStatusChanges, statusChanges } from './offline/status-changes.ts'
export { openStatusFile, type StatusContent, type StatusFile, signStatusFile } from './offline/status-file.ts'
export type { StatusHead } from './offline/status-head.ts'
