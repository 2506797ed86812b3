import { SymbolonError } from '@symbolon/protocol/kernel'
import type { Ledger, Settlement } from '../kernel/index.ts'

/** How long an answer waits for the ledger before it says `saved`. */
export const SETTLE_MS_MAX = 15_000

/**
 * Where the effect stands on the ledger, or nothing when the ledger takes too long or is away: the effect is saved and
 * will be recorded.
 * @throws the slice's error when the ledger refused the effect
 */
export async function settleWithin(
  ledger: Ledger,
  commandId: string,
  ms: number = SETTLE_MS_MAX,
): Promise<Settlement | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms)
  })
  try {
    return await Promise.race([ledger.settled(commandId), late])
  } catch (fault) {
    if (fault instanceof SymbolonError && fault.row.retry !== 'later') throw fault
    return undefined
  } finally {
    clearTimeout(timer)
  }
}
