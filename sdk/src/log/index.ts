export { proveGrowth } from './check-growth.ts'
export { logReadingErrors } from './errors.ts'
export {
  createLogReader,
  LOG_ANSWER_MS_MAX,
  type LogFile,
  type LogReader,
  type LogReaderOptions,
} from './log-reader.ts'
export { LogTiles, readTile, TILES_KEPT_MAX } from './log-tiles.ts'
export { CHECKPOINT_BYTES_MAX, KEY_BYTES_MAX, parseLogKey, readCheckpoint, readLogKey } from './read-checkpoint.ts'
