import { kernelErrors } from '@symbolon/protocol/kernel'
import type { Logger } from '../lifecycle/logger.ts'
import type { LedgerUse } from './ledger.ts'

/** The embedded ledger keeps every block in memory and replays all of them at start. */
export const EMBEDDED_TRANSACTIONS_MAX = 100_000
const warningShare = 0.8

/** Whether new work may still come in. Reading, revoking and starting are never asked. */
export interface RoomCheck {
  useAt(transactions: number): LedgerUse
  /** Tells the operator, once, that the ledger is nearly full. */
  notice(transactions: number): void
  /** @throws KERNEL_LEDGER_FULL, KERNEL_DISK_FULL */
  require(transactions: number): void
}

export interface RoomOptions {
  readonly log: Logger
  /** Throws when only urgent calls may be taken: the disk is nearly full. */
  requireSpace?(): void
  /** Fewer than `EMBEDDED_TRANSACTIONS_MAX` in tests of the limit. */
  readonly transactions_max?: number
}

export function createRoomCheck({
  log,
  requireSpace,
  transactions_max = EMBEDDED_TRANSACTIONS_MAX,
}: RoomOptions): RoomCheck {
  let noticed = false
  const useAt = (transactions: number): LedgerUse => {
    return { transactions, transactions_max, nearly_full: transactions >= warningShare * transactions_max }
  }
  const notice = (transactions: number): void => {
    if (noticed || !useAt(transactions).nearly_full) return
    noticed = true
    log.warn({ transactions, transactions_max }, 'the embedded ledger is nearly full; move to a network ledger')
  }
  return {
    useAt,
    notice,
    require(transactions) {
      requireSpace?.()
      notice(transactions)
      if (transactions >= transactions_max) throw kernelErrors.KERNEL_LEDGER_FULL({ limit: transactions_max })
    },
  }
}
