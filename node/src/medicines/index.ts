export { createIdentifierVoucher } from './licences/identifier-voucher.ts'
export type {
  BatchReader,
  EventCapture,
  MedicinesPorts,
  SealedBatch,
  TakenSerials,
} from './ports.ts'
export { createMedicinesSlice, type MedicinesSlice } from './slice.ts'
