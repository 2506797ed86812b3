export { destroyOpenings } from './entries.ts'
export type { EntrySource, SealToReaders } from './ports.ts'
export { createLogSlice, type LogSlice } from './slice.ts'
export type { EntryToLog, IntegratedEntry, TransparencyLog } from './transparency-log.ts'
