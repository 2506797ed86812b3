import { equalBytes } from '@symbolon/protocol/kernel'
import { logReadingErrors as errors } from './errors.ts'
import type { LogHistory } from './log-history.ts'

/** What a ledger holds of a log. */
export interface Anchor {
  readonly size: number
  /** 32 bytes. */
  readonly root: Uint8Array
  /** Hash of the transaction, where the ledger itself was asked. */
  readonly transaction?: string
}

/**
 * Resolves when every anchor is a state that the log went through.
 * @returns how many there were
 * @throws LOG_ANCHOR_UNTRUE, and as `LogHistory.rootAt`
 */
export async function auditAnchors(
  history: LogHistory,
  anchors: Iterable<Anchor> | AsyncIterable<Anchor>,
): Promise<number> {
  let count = 0
  for await (const { size, root } of anchors) {
    if (!equalBytes(await history.rootAt(size), root)) throw errors.LOG_ANCHOR_UNTRUE({ size })
    count++
  }
  return count
}
