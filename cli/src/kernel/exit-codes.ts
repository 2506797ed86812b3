import { SymbolonError } from '@symbolon/protocol/kernel'

/** What a command ends with; 0, 1, 2 and 4 as in `gh`. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  cancelled: 2,
  usage: 3,
  auth: 4,
  notFound: 5,
  refused: 6,
  network: 7,
  pending: 8,
  mismatch: 9,
} as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

const byStatus: Readonly<Record<number, ExitCode>> = {
  400: exitCodes.usage,
  401: exitCodes.auth,
  403: exitCodes.refused,
  404: exitCodes.notFound,
  410: exitCodes.notFound,
  413: exitCodes.usage,
  415: exitCodes.usage,
  422: exitCodes.usage,
  429: exitCodes.network,
  502: exitCodes.network,
  503: exitCodes.network,
  504: exitCodes.network,
}

const byCode: Readonly<Record<string, ExitCode>> = {
  CLI_CANCELLED: exitCodes.cancelled,
  IDENTITY_PARTY_MISSING: exitCodes.auth,
  KERNEL_CONFIG_INVALID: exitCodes.usage,
  SDK_TOKEN_MISMATCH: exitCodes.mismatch,
  SDK_NODE_UNTRUE: exitCodes.mismatch,
  MEDICINES_ALERT_REFUSED: exitCodes.refused,
  MEDICINES_PACK_REFUSED: exitCodes.refused,
  MEDICINES_NOT_HOLDER: exitCodes.refused,
  MEDICINES_RANGE_NOT_HELD: exitCodes.refused,
  MEDICINES_RANGE_MARKED: exitCodes.refused,
  MEDICINES_RANGE_OFFERED: exitCodes.refused,
  MEDICINES_RECEIVER_UNLICENSED: exitCodes.refused,
  MEDICINES_ANSWER_INVALID: exitCodes.mismatch,
  LOG_PROOF_PENDING: exitCodes.pending,
  LOG_INCLUSION_UNPROVEN: exitCodes.mismatch,
  LOG_SIGNATURE_INVALID: exitCodes.mismatch,
  LOG_SIGNATURE_MISSING: exitCodes.mismatch,
}

/** The exit code of an error: by its code where that says more than its status. */
export function exitCodeOf(error: unknown): ExitCode {
  if (!(error instanceof SymbolonError)) return exitCodes.failed
  return byCode[error.code] ?? byStatus[error.row.status] ?? exitCodes.failed
}
