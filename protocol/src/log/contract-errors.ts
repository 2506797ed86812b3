import type { contractErrorRows } from './contract-error-rows.ts'

/** What each error of the contract Checkpoints means here. */
export const checkpointsSolidityErrors = {
  CheckpointsSizeInvalid: 'LOG_ANCHOR_SIZE_INVALID',
  CheckpointsShrunk: 'LOG_ANCHOR_SHRUNK',
  CheckpointsForked: 'LOG_ANCHOR_FORKED',
  CheckpointsDeadlineInvalid: 'LOG_ANCHOR_DEADLINE_INVALID',
  CheckpointsExpired: 'LOG_ANCHOR_EXPIRED',
  CheckpointsKeyUsed: 'LOG_ANCHOR_KEY_USED',
  CheckpointsSignatureInvalid: 'LOG_ANCHOR_SIGNATURE_INVALID',
} as const satisfies Readonly<Record<string, keyof typeof contractErrorRows>>
