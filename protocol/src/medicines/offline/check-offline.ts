import { dayOf, equalBytes, type Milliseconds } from '../../kernel/index.ts'
import { STATUS_CLOCK_TOLERANCE_MS } from './limits.ts'
import { type OfflineReason, type OfflineVerdict, offlineReasons } from './offline-reasons.ts'
import { type MakerKeys, type PackCode, packCodeFault } from './pack-code.ts'
import { lastDayOf, type PrintedPack } from './printed-pack.ts'
import type { StatusBatch } from './status-batch.ts'
import { lotKey, type StatusFile } from './status-file.ts'

/** What a device knows of a pack without a network. */
export interface OfflineCheck {
  readonly pack: PrintedPack
  /** What the pack carries. */
  readonly code?: PackCode | undefined
  readonly makers: MakerKeys
  /** The newest that was opened here. */
  readonly status?: StatusFile | undefined
  /** Milliseconds since 1970, by the device's own clock. */
  readonly now: Milliseconds
}

/**
 * What may be done with a pack, as far as a device can know by itself: the maker signed this identifier, and as of the
 * status file it had not ended. What happened since, and whether this box is the one that the identifier was printed
 * for, it can't know. A recall and a withdrawal count from any file, however old, since neither is ever undone;
 * everything else only while the file holds.
 */
export function checkOffline(check: OfflineCheck): OfflineVerdict {
  const { pack, status, now } = check
  if (dayOf(now) > lastDayOf(pack.expiry, now)) return verdict('expired')
  if (status?.by_lot.get(lotKey(pack))?.some(({ is_recalled }) => is_recalled)) return verdict('recalled', status)
  if (status?.withdrawn.has(pack.gtin)) return verdict('withdrawn', status)
  const fault = check.code === undefined ? 'no_evidence' : packCodeFault({ pack, code: check.code }, check.makers)
  if (fault !== undefined) return verdict(fault)
  const vouched = { vouched_by: 'maker' } as const
  if (status === undefined) return { ...verdict('no_status_file'), ...vouched }
  return { ...verdict(reasonIn(status, check), status), ...vouched }
}

/** What a file says of a pack whose code holds. */
function reasonIn(status: StatusFile, { pack, code, now }: OfflineCheck): OfflineReason {
  if (now + STATUS_CLOCK_TOLERANCE_MS < status.issued_at) return 'clock_behind'
  if (now >= status.valid_until) return 'status_outdated'
  const batch = code && batchOf(status, { pack, code })
  if (code === undefined || batch === undefined) return 'batch_not_listed'
  if (batch.expiry !== pack.expiry) return 'expiry_differs'
  if (batch.ended.has(code.index)) return 'ended'
  return batch.held.has(code.index) ? 'held' : 'genuine'
}

/** The one batch of the lot that a code can mean; of two whose roots begin alike, neither. */
function batchOf(status: StatusFile, { pack, code }: { pack: PrintedPack; code: PackCode }): StatusBatch | undefined {
  const meant = status.by_lot.get(lotKey(pack))?.filter(({ root, count }) => {
    return equalBytes(root.subarray(0, code.batch.length), code.batch) && code.index < count
  })
  return meant?.length === 1 ? meant[0] : undefined
}

function verdict(reason: OfflineReason, status?: StatusFile): OfflineVerdict {
  const { outcome } = offlineReasons[reason]
  return status === undefined ? { outcome, reason } : { outcome, reason, as_of: status.issued_at }
}
