import { dayOf, equalBytes, type Milliseconds } from '../../kernel/index.ts'
import { parseGtin, parseLot } from '../batch/batch-order.ts'
import type { PackProof } from '../batch/batch-tree.ts'
import { type ExpiryDay, expiryOf } from '../batch/expiry.ts'
import { packLeaf, verifyLeaf } from '../batch/pack-leaf.ts'
import { parseSerial } from '../batch/serial-rows.ts'
import { STATUS_CLOCK_TOLERANCE_MS } from './limits.ts'
import { type OfflineReason, type OfflineVerdict, offlineReasons } from './offline-reasons.ts'
import { codeFault, type MakerKeys, type PackCode, packCodeFault } from './pack-code.ts'
import { isPrintedPack, type PrintedPack } from './printed-pack.ts'
import type { StatusBatch } from './status-batch.ts'
import { lotKey, type StatusFile } from './status-file.ts'

const SALT_BYTES = 32

/** What a device knows of a pack without a network. */
export interface OfflineCheck {
  readonly pack: PrintedPack
  /** What the pack carries; it counts before a proof. */
  readonly code?: PackCode | undefined
  /** What came with the packs: the way from this one to the root of its batch, 32 bytes. */
  readonly proof?: (Pick<PackProof, 'index' | 'salt' | 'proof'> & { readonly root: Uint8Array }) | undefined
  readonly makers: MakerKeys
  /** The newest that was opened here. */
  readonly status?: StatusFile | undefined
  /** Milliseconds since 1970, by the device's own clock. */
  readonly now: Milliseconds
}

/**
 * What may be done with a pack, as far as a device can know by itself: that its maker signed this identifier, or that it
 * stands in a batch of the status file, and that as of that file it had not ended. What happened since, and whether this
 * box is the one that the identifier was printed for, it can't know. A recall and a withdrawal count from any file,
 * however old, since neither is ever undone; everything else only while the file holds.
 * @throws MEDICINES_CODE_INVALID when the pack's numbers have not the form that GS1 gives them
 */
export function checkOffline(check: OfflineCheck): OfflineVerdict {
  const { pack, status, now } = check
  const expiry = isPrintedPack(pack) ? expiryOf(pack.expiry, now) : undefined
  if (expiry === undefined) throw codeFault('pack')
  if (dayOf(now) > expiry) return verdict('expired')
  if (status?.by_lot.get(lotKey(pack))?.some(({ is_recalled }) => is_recalled)) return verdict('recalled', status)
  if (status?.withdrawn.has(pack.gtin)) return verdict('withdrawn', status)
  const place = check.code === undefined ? provedPlace(check, expiry) : signedPlace(check, check.code)
  if (typeof place === 'string') return verdict(place)
  const { vouched_by } = place
  if (status === undefined) return { ...verdict('no_status_file'), vouched_by }
  return { ...verdict(reasonIn(status, { place, expiry, now }), status), vouched_by }
}

/** Where a genuine identifier stands: in which batch of the file, if the file names it, and where in that. */
interface Place {
  readonly vouched_by: 'maker' | 'node'
  readonly batch: StatusBatch | undefined
  readonly index: number
}

/** The place that a maker signed; of two batches of one lot whose roots begin alike, neither. */
function signedPlace({ pack, makers, status }: OfflineCheck, code: PackCode): Place | OfflineReason {
  const fault = packCodeFault({ pack, code }, makers)
  if (fault !== undefined) return fault
  const meant = (status?.by_lot.get(lotKey(pack)) ?? []).filter(({ root, count }) => {
    return equalBytes(root.subarray(0, code.batch.length), code.batch) && code.index < count
  })
  return { vouched_by: 'maker', batch: meant.length === 1 ? meant[0] : undefined, index: code.index }
}

/** The place that a proof leads from, to a root that the node has signed. */
function provedPlace({ pack, proof, status }: OfflineCheck, expiry: ExpiryDay): Place | OfflineReason {
  if (proof === undefined) return 'no_evidence'
  if (status === undefined) return 'no_status_file'
  const batch = status.by_lot.get(lotKey(pack))?.find(({ root }) => equalBytes(root, proof.root))
  if (batch === undefined) return 'batch_not_listed'
  if (proof.salt.length !== SALT_BYTES) return 'proof_wrong'
  const numbers = { gtin: parseGtin(pack.gtin), lot: parseLot(pack.lot), serial: parseSerial(pack.serial), expiry }
  const leaf = packLeaf({ ...numbers, salt: proof.salt })
  const isProved = verifyLeaf({ root: batch.root, count: batch.count, index: proof.index, leaf, proof: proof.proof })
  return isProved ? { vouched_by: 'node', batch, index: proof.index } : 'proof_wrong'
}

/** What a file says of a genuine identifier. */
function reasonIn(status: StatusFile, of: { place: Place; expiry: ExpiryDay; now: Milliseconds }): OfflineReason {
  const { batch, index } = of.place
  if (of.now + STATUS_CLOCK_TOLERANCE_MS < status.issued_at) return 'clock_behind'
  if (of.now >= status.valid_until) return 'status_outdated'
  if (batch === undefined) return 'batch_not_listed'
  if (batch.expiry !== of.expiry) return 'expiry_differs'
  if (batch.ended.has(index)) return 'ended'
  return batch.held.has(index) ? 'held' : 'genuine'
}

function verdict(reason: OfflineReason, status?: StatusFile): OfflineVerdict {
  const { outcome } = offlineReasons[reason]
  return status === undefined ? { outcome, reason } : { outcome, reason, as_of: status.issued_at }
}
