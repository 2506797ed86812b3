import type { KnownPack } from '../pack/known-pack.ts'
import { otherReadings } from './other-readings.ts'
import type { PackScan, ScanFault } from './pack-scan.ts'

/** Looks a pack up in the records; an index in memory, since a scan may ask several times. */
export type FindPack = (gtin: string, serial: string) => KnownPack | undefined

/** A pack that a scan means, and the fault without which it would have been read. */
export interface FoundPack {
  readonly pack?: KnownPack
  readonly fault?: ScanFault
}

/**
 * The pack that was scanned: as it was read, else as it would have been read without a fault of the scanner. Serial numbers
 * can't be guessed (fewer than 1 in 10,000 hits), so another reading that hits is what the pack bears.
 * @source Commission Delegated Regulation (EU) 2016/161 Art. 4(b)
 */
export function findPack(scan: PackScan, find: FindPack): FoundPack {
  const { gtin, serial } = scan
  if (gtin === undefined) return {}
  const asRead = serial === undefined ? undefined : find(gtin, serial)
  if (asRead) return { pack: asRead }
  for (const reading of otherReadings(scan)) {
    const pack = find(gtin, reading.serial)
    // What was joined to the serial has to be right as well: there are many places to cut a text.
    const isWhole = (reading.lot ?? pack?.lot) === pack?.lot && (reading.expiry ?? pack?.expiry) === pack?.expiry
    if (pack && isWhole) return { pack, fault: reading.fault }
  }
  return {}
}
