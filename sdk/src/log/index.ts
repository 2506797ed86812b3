export { type Anchor, auditAnchors } from './audit-anchors.ts'
export { auditEntries, BUNDLE_BYTES_MAX, BUNDLES_AT_ONCE_MAX, type EntryAudit } from './audit-entries.ts'
export { proveGrowth } from './check-growth.ts'
export { logReadingErrors } from './errors.ts'
export { type Anchoring, findAnchoring } from './find-anchoring.ts'
export { getLog, type LogAnchor, type LogDescription, type LogWitness, toldAnchors } from './get-log.ts'
export { getLogKey } from './get-log-key.ts'
export { LogHistory, type TrustedLog } from './log-history.ts'
export {
  createLogReader,
  LOG_ANSWER_MS_MAX,
  type LogFile,
  type LogReader,
  type LogReaderOptions,
} from './log-reader.ts'
export { LogTiles, TILES_KEPT_MAX } from './log-tiles.ts'
export { type AnchoredLog, readAnchors, readChainId } from './read-anchors.ts'
export { CHECKPOINT_BYTES_MAX, KEY_BYTES_MAX, parseLogKey, readCheckpoint, readLogKey } from './read-checkpoint.ts'
