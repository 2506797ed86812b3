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
