export {
  type Alert,
  type AlertCause,
  type AlertResolution,
  type AlertState,
  alertOfFinding,
  type Confirmation,
  raiseAlert,
  type ScanCause,
} from './alerts/alert.ts'
export { type AlertAct, actOnAlert, alertRefusals } from './alerts/alert-acts.ts'
export { alertCauseWords, alertResolutions, alertStates } from './alerts/alert-words.ts'
export {
  type CloneFinding,
  type CloneRule,
  cloneRuleWords,
  type Evidence,
  type EvidenceRead,
} from './alerts/clone-finding.ts'
export { findClones, unknownSerial } from './alerts/clone-rules.ts'
export {
  assumedHonestShares,
  type CombinedFindings,
  combineFindings,
  type HonestCase,
} from './alerts/finding-score.ts'
export {
  type MergeConflict,
  type MergedDispenses,
  mergeDispenses,
  QUEUE_CLOCK_MS_MAX,
  type QueuedAct,
} from './alerts/merge-dispenses.ts'
export {
  HISTORY_PUBLIC_READS_MAX,
  HISTORY_READS_MAX,
  type PackAct,
  type PackHistory,
} from './alerts/pack-history.ts'
export {
  coarsePlace,
  type PackRead,
  parseReadCell,
  READ_CELL_RESOLUTION,
  type ReaderClass,
  type ReadPlace,
  readPackId,
} from './alerts/pack-read.ts'
export { type AskedRead, findOutsideMarket, findOutsidePath, isOfChain } from './alerts/path-rules.ts'
export {
  findRateSpike,
  type LotReads,
  SPIKE_CHANCE_MAX,
  SPIKE_READS_MAX,
  SPIKE_WINDOWS_MIN,
} from './alerts/rate-spike.ts'
export { DEVICE_CLOCK_HOURS_MAX, SPEED_KM_H_MAX } from './alerts/speed-rule.ts'
export { alertOfVerdict } from './alerts/verdict-alert.ts'
export type { AnsweredPack, AnsweredProof, PackAnswer, ReadPack } from './answers/pack-answer.ts'
export {
  type AnswerSignature,
  SIGNED_ANSWERS_MAX,
  type SignedAnswer,
  signAnswers,
  verifyAnswer,
} from './answers/signed-answer.ts'
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
export {
  type BatchToBuild,
  BatchTree,
  batchTreeSteps,
  buildBatchTree,
  type PackPath,
  type PackProof,
} from './batch/batch-tree.ts'
export { type CheckedSerials, checkSerials } from './batch/check-serials.ts'
export { type ExpiryDay, expiryOf, expiryText } from './batch/expiry.ts'
export { type MarketsStatement, marketsStatement } from './batch/markets-statement.ts'
export { type IsTaken, newSerialSteps, newSerials, type SerialsToMake, serialLength } from './batch/new-serials.ts'
export { type LeafPath, type PackToHash, packLeaf, verifyLeaf } from './batch/pack-leaf.ts'
export { SerialIndex } from './batch/serial-index.ts'
export { parseSerial, SERIAL_ROW_BYTES, type Serial, serialAt, serialCount } from './batch/serial-rows.ts'
export { crownSize_bytes, readCrown, TreeCrown } from './batch/tree-crown.ts'
export {
  BATCH_EXPIRY_DAYS_MAX,
  BATCH_PACKS_MAX,
  GTIN_PACKS_MAX,
  LOT_CHARS_MAX,
  SERIAL_CHARS_MAX,
} from './batch-limits.ts'
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
export { type IssuedTestChain, issueTestChain, type TestChain } from './licence/issue-test-chain.ts'
export { type LedgerLicence, ledgerLicence } from './licence/ledger-licence.ts'
export {
  didOfKey,
  keyOfDid,
  LICENCE_DID_CHARS_MAX,
  type LicenceKey,
  licenceKeyOf,
  licenceKeyOfSecret,
} from './licence/licence-key.ts'
export type { LicenceRoot } from './licence/licence-root.ts'
export { accountOfDid, didOfAccount, type LicensedAccount } from './licence/licensed-account.ts'
export { coversGtin, gtin14Of, isUnderPrefix, isUnderPrefix8, type LicensedNumber } from './licence/licensed-number.ts'
export { requireLicence } from './licence/require-licence.ts'
export { LICENCE_CREDENTIAL_CHARS_MAX } from './licence/signed-credential.ts'
export {
  LICENCE_CHAIN_MAX,
  type Licence,
  type LicenceChain,
  verifyLicenceChain,
} from './licence/verify-licence-chain.ts'
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
export { decide, type PackDecision, requireDecision } from './pack/decide.ts'
export { classStateOf, isOfDelivery, type KnownPack, type PackEnd, stateOf } from './pack/known-pack.ts'
export { type PackCommand, type PackCommandRow, packCommands } from './pack/pack-commands.ts'
export {
  type PackActor,
  type PackContext,
  type PackFact,
  type PackGuard,
  type PackRefusal,
  packRefusals,
  UNDO_DAYS_MAX,
} from './pack/pack-guards.ts'
export {
  type ClassState,
  classStates,
  type PackRole,
  type PackState,
  type PackStateRow,
  packStates,
} from './pack/pack-state.ts'
export {
  isEnded,
  lotHash,
  type PackLicence,
  type PackState as LedgerPackState,
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
export {
  type PackTraceProof,
  packTraceText,
  parsePackTrace,
  TRACE_BYTES_MAX,
  TRACE_EVENTS_MAX,
  type TracedCheckpoint,
  type TracedEvent,
  type TracedPack,
  type TracedStep,
  type WrittenPackTrace,
} from './trace/pack-trace-file.ts'
export { failedTraceCheck, type TraceCheck, traceChecks } from './trace/trace-checks.ts'
export { type ShownEvent, type ShownPackTrace, verifyPackTrace } from './trace/verify-pack-trace.ts'
export { type Difference, differenceOf } from './verdict/differences.ts'
export { type AlertKind, alertKinds, type EmvsClass, emvsClasses } from './verdict/emvs-classes.ts'
export { type FindPack, type FoundPack, findPack } from './verdict/find-pack.ts'
export { judge } from './verdict/judge.ts'
export { judgeUndo, type UndoVerdict, type UndoWish } from './verdict/judge-undo.ts'
export { type KeyboardLayout, LAYOUT_CHARS_MAX, layoutReadings } from './verdict/keyboard-layouts.ts'
export { isSameRead, type PackScan, type ScanFault, type ScannerRead, SINGLE_SCAN_S } from './verdict/pack-scan.ts'
export {
  ownOutcomeOf,
  type PublicAsking,
  type PublicOutcome,
  publicOutcomeOf,
  publicWords,
} from './verdict/public-outcome.ts'
export { type SaidVerdict, sayVerdict, type Teller } from './verdict/say-verdict.ts'
export {
  type AskedHere,
  LEDGER_AGE_MINUTES_MAX,
  type Verdict,
  type VerdictBasis,
  type VerdictOutcome,
  type VerdictReason,
} from './verdict/verdict.ts'
export { JUST_DISPENSED_S } from './verdict/verdict-rules.ts'
export { scanFaultWords, type VerdictWords, verdictWords } from './verdict/verdict-words.ts'
