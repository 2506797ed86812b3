import { equalBytes } from '../kernel/index.ts'
import type { AddCheckpoint } from './add-checkpoint.ts'
import type { Checkpoint } from './checkpoint.ts'
import { emptyRoot } from './tree-hash.ts'
import { verifyConsistency } from './verify.ts'

/** `stale`: the request starts at another size than was cosigned last. `forked`: the log has signed two roots for one size. */
export type CosigningDecision = 'cosign' | 'stale' | 'forked'

/**
 * Whether a witness may cosign a checkpoint whose log and signature it has verified.
 * @param last what it cosigned last for the log, `undefined` for nothing
 * @throws LOG_CONSISTENCY_UNPROVEN when the proof does not lead from the one to the other
 * @source C2SP tlog-witness, add-checkpoint
 */
export function decideCosigning(
  { old_size, proof, checkpoint }: AddCheckpoint,
  last: Checkpoint | undefined,
): CosigningDecision {
  const { size: last_size, root: old_root } = last ?? { size: 0, root: emptyRoot() }
  if (checkpoint.size === last_size && !equalBytes(checkpoint.root, old_root)) return 'forked'
  if (old_size !== last_size) return 'stale'
  verifyConsistency({ old_size, old_root, size: checkpoint.size, root: checkpoint.root, proof })
  return 'cosign'
}
