import { equalBytes, hasCode } from '@symbolon/protocol/kernel'
import { type Checkpoint, proveConsistency, verifyConsistency } from '@symbolon/protocol/log'
import { logReadingErrors as errors } from './errors.ts'
import type { LogTiles } from './log-tiles.ts'

/**
 * The proof, made from tiles and verified, that a log has only grown since an older checkpoint of it: its own checkpoint
 * is that of the tiles. No line where nothing was there before or nothing has come.
 * @throws LOG_HISTORY_SHRUNK, LOG_HISTORY_FORKED when the two checkpoints contradict each other, and as `LogTiles.read`
 * @source RFC 9162 §2.1.4
 */
export async function proveGrowth(old: Checkpoint, tiles: LogTiles): Promise<Uint8Array[]> {
  const { size, root } = tiles.checkpoint
  const facts = { seen: old.size, size }
  if (old.size > size) throw errors.LOG_HISTORY_SHRUNK(facts)
  if (old.size === size && !equalBytes(old.root, root)) throw errors.LOG_HISTORY_FORKED(facts)
  const growth = { old_size: old.size, size }
  const proof = await proveConsistency(growth, tiles.read)
  try {
    verifyConsistency({ ...growth, old_root: old.root, root, proof })
  } catch (cause) {
    // The tiles lead to the new root, so it is the older one that they deny.
    if (hasCode(cause, 'LOG_CONSISTENCY_UNPROVEN')) throw errors.LOG_HISTORY_FORKED(facts, { cause })
    throw cause
  }
  return proof
}
