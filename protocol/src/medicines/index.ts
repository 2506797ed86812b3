export { packsSolidityErrors, prefixesSolidityErrors } from './contract-errors.ts'
export { medicinesErrors } from './errors.ts'
export { packsContract } from './generated/packs-contract.ts'
export { prefixesContract } from './generated/prefixes-contract.ts'
export {
  type CommissionIntent,
  commissionIntent,
  type HandOverIntent,
  handOverIntent,
  type MarkIntent,
  markIntent,
  type PackRange,
  type RecallIntent,
  type RepackagingIntent,
  type RulingIntent,
  recallIntent,
  repackagingIntent,
  rulingIntent,
  type UndoIntent,
  undoIntent,
  type WithdrawalIntent,
  withdrawalIntent,
} from './intents.ts'
export {
  isEnded,
  lotHash,
  type PackLicence,
  type PackState,
  packLicenceNumbers,
  packStateNumbers,
  packStateOf,
  peakOf,
} from './pack-states.ts'
export {
  type IssuerAdmission,
  type IssuerDismissal,
  issuerAdmissionIntent,
  issuerDismissalIntent,
  type LicenceEnd,
  licenceEndIntent,
} from './prefix-intents.ts'
