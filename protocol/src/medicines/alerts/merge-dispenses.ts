import type { Hex, Milliseconds } from '../../kernel/index.ts'
import { UNDO_DAYS_MAX } from '../pack/pack-guards.ts'
import type { AlertKind, EmvsClass } from '../verdict/emvs-classes.ts'

/** How far the clock of a device may be off before it is told, milliseconds. */
export const QUEUE_CLOCK_MS_MAX = 3_600_000
const day_ms = 86_400_000

/** A dispense or its undo that a party signed, perhaps while it had no network. */
export interface QueuedAct {
  /** Digest of what was signed: the same act is the same id, however often it comes in. */
  readonly id: Hex
  /** Token id of the pack. */
  readonly pack: Hex
  readonly act: 'supply' | 'undo'
  /** Identifier of the party whose signature has been verified. */
  readonly actor: string
  /** By the clock of the device. */
  readonly signed_at: Milliseconds
  /** By the clock of the node that first took it in. */
  readonly received_at: Milliseconds
}

/** A dispense that came second. */
export interface MergeConflict {
  readonly pack: Hex
  /** The one that counts, and the one that came after it by the signed times. */
  readonly first: QueuedAct
  readonly second: QueuedAct
  /** A7: the pack was in the requested state already. */
  readonly emvs: EmvsClass
  readonly kind: AlertKind
  /** True when the signed times are so near that clocks which are an hour off may have swapped them: who was first isn't known. */
  readonly is_order_uncertain: boolean
}

/** What all acts together come to. */
export interface MergedDispenses {
  /** Every act once, by pack and time: what the next merge starts from. */
  readonly acts: readonly QueuedAct[]
  /** The dispense that holds for each pack; none where it was undone. */
  readonly holding: ReadonlyMap<Hex, QueuedAct>
  readonly conflicts: readonly MergeConflict[]
  /** Acts signed later than they were received by more than an hour: the device's clock is ahead. */
  readonly clocks_ahead: readonly QueuedAct[]
}

/**
 * Merges what was signed offline into what is known. The earliest signed time wins, whichever came in first; a later dispense
 * of the same pack is a conflict, by the same party one of process, by another suspect. An undo counts for the party that
 * dispensed, for ten days. The outcome depends on the set of acts only: not on their order, nor on how often one comes.
 */
export function mergeDispenses(known: readonly QueuedAct[], arriving: readonly QueuedAct[]): MergedDispenses {
  const acts = unique([...known, ...arriving]).sort(inOrder)
  const holding = new Map<Hex, QueuedAct>()
  const conflicts: MergeConflict[] = []
  for (const act of acts) {
    const first = holding.get(act.pack)
    if (act.act === 'undo') {
      if (first && mayUndo(first, act)) holding.delete(act.pack)
    } else if (first) {
      conflicts.push(conflictOf(first, act))
    } else {
      holding.set(act.pack, act)
    }
  }
  const clocks_ahead = acts.filter(({ signed_at, received_at }) => signed_at - received_at > QUEUE_CLOCK_MS_MAX)
  return { acts, holding, conflicts, clocks_ahead }
}

/** Every act once, as it was first received. */
function unique(acts: readonly QueuedAct[]): QueuedAct[] {
  const byId = new Map<Hex, QueuedAct>()
  for (const act of acts) {
    const before = byId.get(act.id)
    if (!before || act.received_at < before.received_at) byId.set(act.id, act)
  }
  return [...byId.values()]
}

/** Nothing was signed later than it came in, so a clock that is ahead counts as the time of coming in. */
function timeOf({ signed_at, received_at }: QueuedAct): Milliseconds {
  return Math.min(signed_at, received_at)
}

function inOrder(left: QueuedAct, right: QueuedAct): number {
  if (left.pack !== right.pack) return left.pack < right.pack ? -1 : 1
  return timeOf(left) - timeOf(right) || (left.id < right.id ? -1 : 1)
}

function mayUndo(first: QueuedAct, undo: QueuedAct): boolean {
  return undo.actor === first.actor && timeOf(undo) - timeOf(first) <= UNDO_DAYS_MAX * day_ms
}

function conflictOf(first: QueuedAct, second: QueuedAct): MergeConflict {
  return {
    pack: first.pack,
    first,
    second,
    emvs: 'A7',
    kind: first.actor === second.actor ? 'process' : 'suspect',
    is_order_uncertain: timeOf(second) - timeOf(first) <= 2 * QUEUE_CLOCK_MS_MAX,
  }
}
