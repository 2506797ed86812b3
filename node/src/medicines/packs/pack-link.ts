import { readScan } from '@symbolon/protocol/custody'
import { medicinesErrors } from '@symbolon/protocol/medicines'
import type { PackIndex, PackPlace } from './pack-index.ts'
import { readPackScan } from './read-pack-scan.ts'

/**
 * The recorded pack that a Digital Link or an element string names.
 * @throws CUSTODY_GS1_INVALID for what is neither, MEDICINES_NUMBER_UNKNOWN
 */
export function requirePack(index: PackIndex, text: string): PackPlace {
  const { readings, flaw } = readPackScan(text)
  if (flaw) readScan(text)
  for (const { gtin, serial, lot } of readings) {
    const place = gtin === undefined || serial === undefined ? undefined : index.find({ gtin, serial, lot })
    if (place) return place
  }
  throw medicinesErrors.MEDICINES_NUMBER_UNKNOWN()
}
