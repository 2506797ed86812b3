import type { Words } from '../kernel/index.ts'
import { logErrors } from './errors.ts'
import { TILE_WIDTH } from './tile.ts'

/** Bytes of one entry. @source C2SP tlog-tiles, Log entries */
export const ENTRY_BYTES_MAX = 0xffff
const prefixBytes = 2

const reasons = {
  entry: { en: 'an entry is longer than 65,535 bytes', el: 'μια εγγραφή είναι μεγαλύτερη από 65.535 bytes' },
  short: { en: 'it ends inside an entry', el: 'τελειώνει μέσα σε μια εγγραφή' },
  width: { en: 'it has another number of entries', el: 'έχει άλλο αριθμό εγγραφών' },
} as const satisfies Record<string, Words>

/**
 * Entries one after another, each behind its length in two bytes, big endian.
 * @throws LOG_BUNDLE_INVALID for an entry of more than 65,535 bytes
 * @source C2SP tlog-tiles, Log entries
 */
export function encodeEntries(entries: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(entries.reduce((sum, entry) => sum + prefixBytes + entry.length, 0))
  let at = 0
  for (const entry of entries) {
    if (entry.length > ENTRY_BYTES_MAX) throw invalidBundle('entry')
    bytes[at] = entry.length >> 8
    bytes[at + 1] = entry.length
    bytes.set(entry, at + prefixBytes)
    at += prefixBytes + entry.length
  }
  return bytes
}

/**
 * The entries of a bundle; each is a view of its bytes.
 * @param width how many entries its path promises, 0 to 256
 * @throws LOG_BUNDLE_INVALID
 * @source C2SP tlog-tiles, Log entries
 */
export function parseBundle(bytes: Uint8Array, width: number): Uint8Array[] {
  const entries: Uint8Array[] = []
  for (let at = 0; at < bytes.length; ) {
    const start = at + prefixBytes
    const end = start + (((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0))
    if (start > bytes.length || end > bytes.length) throw invalidBundle('short')
    if (entries.length === TILE_WIDTH) throw invalidBundle('width')
    entries.push(bytes.subarray(start, end))
    at = end
  }
  if (entries.length !== width) throw invalidBundle('width')
  return entries
}

function invalidBundle(reason: keyof typeof reasons) {
  return logErrors.LOG_BUNDLE_INVALID({ reason: reasons[reason] })
}
