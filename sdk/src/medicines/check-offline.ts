import { type Elements, readScan } from '@symbolon/protocol/custody'
import { equalBytes, toHex } from '@symbolon/protocol/kernel'
import {
  checkOffline,
  type MakerKeys,
  makerKeys,
  type OfflineVerdict,
  type PackCode,
  type PrintedPack,
  packOfElements,
  readSignedLink,
  type StatusBatch,
  type TracedPack,
} from '@symbolon/protocol/medicines'
import type { OpenedStatus } from './offline-status.ts'

/** A pack that is checked without a network. */
export interface OfflineChecking {
  /** What the scanner sent, or a GS1 Digital Link, with the maker’s signed code in it or without. */
  readonly scan: string
  readonly status: OpenedStatus
  /** From the trace of the pack: what leads from it to the root of its batch. */
  readonly proof?: TracedPack | undefined
  /** Keys under which makers sign packs; without them a signed code proves nothing. */
  readonly makers?: MakerKeys
  /** Milliseconds since 1970, by the device’s own clock. */
  readonly now: number
}

/** What a device could find out by itself. */
export interface CheckedOffline {
  readonly verdict: OfflineVerdict
  readonly pack: PrintedPack
  /** Where the pack was shown to stand by what it brought along; nothing where the file does not name its batch. */
  readonly place: { readonly batch: string; readonly root: Uint8Array; readonly index: number } | undefined
}

/**
 * What may be done with a pack, as far as a device can know without a network.
 * @throws CUSTODY_GS1_INVALID, MEDICINES_CODE_INVALID
 */
export function checkPackOffline(checking: OfflineChecking): CheckedOffline {
  const { scan, status, makers = makerKeys([]), now } = checking
  const { pack, code } = readPrinted(scan)
  const traced = checking.proof
  const proof = traced && { index: traced.index, salt: traced.salt, proof: traced.path, root: traced.root }
  const verdict = checkOffline({ pack, code, proof, makers, status: status.file, now })
  const isShown = verdict.vouched_by !== undefined
  return { verdict, pack, place: isShown ? placeIn(status, { pack, code, proof }) : undefined }
}

function readPrinted(scan: string): { pack: PrintedPack; code?: PackCode } {
  if (/^https?:\/\/.*[?&;]sig=/i.test(scan)) return readSignedLink(scan)
  return { pack: packOfElements(elementsIn(scan)) }
}

function elementsIn(scan: string): Elements {
  const read = readScan(scan)
  return 'ambiguous' in read ? (read.ambiguous[0]?.elements ?? []) : read.elements
}

function placeIn(
  { file, batches }: OpenedStatus,
  {
    pack,
    code,
    proof,
  }: { pack: PrintedPack; code?: PackCode | undefined; proof?: { index: number; root: Uint8Array } | undefined },
): CheckedOffline['place'] {
  const index = code?.index ?? proof?.index
  const begins = code?.batch ?? proof?.root
  if (index === undefined || begins === undefined) return undefined
  const isMeant = (one: StatusBatch) =>
    one.gtin === pack.gtin && one.lot === pack.lot && equalBytes(one.root.subarray(0, begins.length), begins)
  const [found, ...more] = file.batches.filter(isMeant)
  const named = found && batches.find(({ root }) => root === toHex(found.root))
  return found && named && more.length === 0 ? { batch: named.batch, root: found.root, index } : undefined
}
