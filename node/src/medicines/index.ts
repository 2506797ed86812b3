export { createGtinVoucher, createIdentifierVoucher, type GtinVoucher } from './licences/identifier-voucher.ts'
export type {
  BatchReader,
  EventCapture,
  MedicinesPorts,
  SealedBatch,
} from './ports.ts'
export { addPackPages, type PackPagesParts, packPageFinder } from './public-page/pack-pages.ts'
export type {
  JourneyLine,
  JourneyStep,
  PublicPack,
  ReadPublicPack,
} from './public-page/public-pack.ts'
export { createMedicinesSlice, type MedicinesSlice } from './slice.ts'
