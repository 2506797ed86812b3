import { isAiData } from '../../custody/index.ts'
import { fromUtf8, utf8 } from '../../kernel/index.ts'
import type { ExpiryDay } from '../batch/expiry.ts'
import { BATCH_PACKS_MAX } from '../batch-limits.ts'
import type { ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'
import { IndexSet } from './index-set.ts'
import { isGtin } from './printed-pack.ts'
import { statusFault } from './status-faults.ts'

export const ROOT_BYTES = 32
const expiryDaysMax = 2 ** 16 - 1
const recalled = 1
const withdrawn = 2

/** What a status file says of one batch. */
export interface StatusBatch {
  /** 32 bytes: the root over its packs, from which its number follows. */
  readonly root: Uint8Array
  /** 14 digits. */
  readonly gtin: string
  readonly lot: string
  /** The last day on which its packs may be used, days since 1970, up to 2149. */
  readonly expiry: ExpiryDay
  /** Packs, 1 to 2^24. */
  readonly count: number
  readonly is_recalled: boolean
  /** Its product was withdrawn. */
  readonly is_withdrawn: boolean
  /** Packs that have ended: supplied, destroyed, stolen, exported and so on. */
  readonly ended: IndexSet
  /** Packs that are set aside, locked or held back, and may come back. */
  readonly held: IndexSet
}

/** Appends what is said of a batch. @throws MEDICINES_STATUS_INVALID */
export function writeBatch(writer: ByteWriter, batch: StatusBatch): void {
  const { root, gtin, lot, expiry, count, ended, held } = batch
  const isWhole = root.length === ROOT_BYTES && isBatch(batch) && ended.count === count && held.count === count
  if (!isWhole) throw statusFault('batch')
  writer.put(root).u48(Number(gtin)).u16(expiry)
  writer.u8(lot.length).put(utf8(lot))
  writer.u24(count - 1).u8(flagsOf(batch))
  writer.put(ended.bytes()).put(held.bytes())
}

/** The next batch of a file. @throws MEDICINES_STATUS_INVALID */
export function readBatch(reader: ByteReader): StatusBatch {
  const { position } = reader
  const root = reader.take(ROOT_BYTES).slice()
  const gtin = String(reader.u48()).padStart(14, '0')
  const expiry = reader.u16() as ExpiryDay
  const lot = textOf(reader.take(reader.u8()), position)
  const count = reader.u24() + 1
  const flags = readFlags(reader)
  if (!isBatch({ gtin, lot, expiry, count })) throw statusFault('batch', position)
  return {
    root,
    gtin,
    lot,
    expiry,
    count,
    ...flags,
    ended: IndexSet.read(reader, count),
    held: IndexSet.read(reader, count),
  }
}

export function flagsOf({ is_recalled, is_withdrawn }: Pick<StatusBatch, 'is_recalled' | 'is_withdrawn'>): number {
  return (is_recalled ? recalled : 0) + (is_withdrawn ? withdrawn : 0)
}

export function readFlags(reader: ByteReader): Pick<StatusBatch, 'is_recalled' | 'is_withdrawn'> {
  const { position } = reader
  const flags = reader.u8()
  if (flags > recalled + withdrawn) throw statusFault('word', position)
  return { is_recalled: (flags & recalled) !== 0, is_withdrawn: (flags & withdrawn) !== 0 }
}

function isBatch({ gtin, lot, expiry, count }: Pick<StatusBatch, 'gtin' | 'lot' | 'expiry' | 'count'>): boolean {
  const isCount = Number.isSafeInteger(count) && count >= 1 && count <= BATCH_PACKS_MAX
  const isExpiry = Number.isSafeInteger(expiry) && expiry >= 0 && expiry <= expiryDaysMax
  return isCount && isExpiry && isGtin(gtin) && isAiData('10', lot)
}

/** Letters of set 82 are ASCII; anything else fails as no lot. */
function textOf(bytes: Uint8Array, position: number): string {
  try {
    return fromUtf8(bytes)
  } catch {
    throw statusFault('batch', position)
  }
}
