import { equalBytes } from '@symbolon/protocol/kernel'
import { treeRoot } from '@symbolon/protocol/log'
import { logReadingErrors as errors } from './errors.ts'
import type { LogTiles } from './log-tiles.ts'

/** What a ledger holds of a log. */
export interface Anchor {
  readonly size: number
  /** 32 bytes. */
  readonly root: Uint8Array
}

/**
 * Resolves when every anchor is a state that the log of these tiles went through.
 * @returns how many there were
 * @throws LOG_ANCHOR_UNTRUE, LOG_HISTORY_SHRUNK for one that is ahead of the log, and as `LogTiles.read`
 */
export async function auditAnchors(
  tiles: LogTiles,
  anchors: Iterable<Anchor> | AsyncIterable<Anchor>,
): Promise<number> {
  let count = 0
  for await (const { size, root } of anchors) {
    if (size > tiles.checkpoint.size) throw errors.LOG_HISTORY_SHRUNK({ seen: size, size: tiles.checkpoint.size })
    if (!equalBytes(treeRoot(await tiles.treeAt(size)), root)) throw errors.LOG_ANCHOR_UNTRUE({ size })
    count++
  }
  return count
}
