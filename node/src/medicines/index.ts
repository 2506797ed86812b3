export type {
  BatchReader,
  EventCapture,
  MedicinesPorts,
  RecallNotices,
  SealedBatch,
  TakenSerials,
} from './ports.ts'
export { createMedicinesSlice, type MedicinesSlice } from './slice.ts'
