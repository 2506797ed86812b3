import { readScan, type Scan, type ScanReading } from '@symbolon/protocol/custody'
import { hasCode } from '@symbolon/protocol/kernel'
import type { PackScan, ScanFault } from '@symbolon/protocol/medicines'

/** What a scanner sent, as readings that it may have; none when it has none. */
export interface ScanReadings {
  /** Those with the fewest faults first. */
  readonly readings: readonly PackScan[]
  /** What is wrong with a text that has no reading; never the text. */
  readonly flaw?: ScanFlaw
}

/** Where and why a text is refused, by the codes of the GS1 engine. */
export interface ScanFlaw {
  readonly ai: string
  readonly position: number
  readonly reason: string
}

type ReadFault = ScanReading['faults'][number]

/** What of the faults of a scanner the verdict tells apart; the rest changes nothing of what was read. */
const told: Partial<Readonly<Record<ReadFault, ScanFault>>> = {
  greek_layout: 'keyboard_layout',
  case_inverted: 'letter_case',
  case_lost: 'letter_case',
  separator_missing: 'missing_fnc1',
  separator_replaced: 'missing_fnc1',
  date_swapped: 'swapped_date',
  date_reversed: 'swapped_date',
}

/** What was read from a pack, with the fault of scanner or keyboard that was undone. */
export function readPackScan(text: string): ScanReadings {
  try {
    return { readings: readingsOf(readScan(text)).map(packScanOf) }
  } catch (error) {
    if (!hasCode(error, 'CUSTODY_GS1_INVALID')) throw error
    const { ai, position, reason_code } = error.facts
    return { readings: [], flaw: { ai: String(ai), position: Number(position), reason: String(reason_code) } }
  }
}

function readingsOf(scan: Scan): readonly ScanReading[] {
  return 'ambiguous' in scan ? scan.ambiguous : [scan]
}

function packScanOf({ elements, faults }: ScanReading): PackScan {
  const scan: { -readonly [Key in keyof PackScan]: PackScan[Key] } = {}
  for (const [ai, value] of elements) {
    if (ai === '01') scan.gtin = value
    else if (ai === '21') scan.serial = value
    else if (ai === '10') scan.lot = value
    else if (ai === '17') scan.expiry = value
  }
  for (const fault of faults) scan.fault ??= told[fault] as ScanFault
  if (scan.fault === undefined) delete scan.fault
  return scan
}
