import { readScan } from '@symbolon/protocol/custody'
import { medicinesErrors } from '@symbolon/protocol/medicines'
import type { PackIndex, PackPlace } from './pack-index.ts'
import { readPackScan } from './read-pack-scan.ts'

/** What a code says of a pack, and where that is recorded here, if it is. */
export interface PackCode {
  readonly gtin: string
  readonly serial: string
  readonly lot: string | undefined
  readonly place: PackPlace | undefined
}

/**
 * The recorded pack that a Digital Link or an element string names.
 * @throws CUSTODY_GS1_INVALID for what is neither, MEDICINES_NUMBER_UNKNOWN
 */
export function requirePack(index: PackIndex, text: string): PackPlace {
  const { place } = requirePackCode(index, text)
  if (place === undefined) throw medicinesErrors.MEDICINES_NUMBER_UNKNOWN()
  return place
}

/**
 * The pack that a code names, recorded here or not; of several readings the one that is recorded.
 * @throws CUSTODY_GS1_INVALID for what is no code, MEDICINES_NUMBER_UNKNOWN for one without a serial number
 */
export function requirePackCode(index: PackIndex, text: string): PackCode {
  const { readings, flaw } = readPackScan(text)
  if (flaw) readScan(text)
  const codes = readings.flatMap(({ gtin, serial, lot }) => {
    if (gtin === undefined || serial === undefined) return []
    const place = index.find({ gtin, serial, lot })
    return [{ gtin, serial, lot: place?.batch.facts.lot ?? lot, place }]
  })
  const code = codes.find(({ place }) => place !== undefined) ?? codes[0]
  if (code === undefined) throw medicinesErrors.MEDICINES_NUMBER_UNKNOWN()
  return code
}
