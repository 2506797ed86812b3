import type { Milliseconds } from '../../kernel/index.ts'
import { expiryOf } from '../batch/expiry.ts'
import type { KnownPack } from '../pack/known-pack.ts'
import { changed } from './other-readings.ts'
import type { PackScan, ScanFault } from './pack-scan.ts'

/** What of a scan is not as the records have it, and the fault of a scanner that would make it so. */
export interface Difference {
  readonly of: 'expiry' | 'lot'
  readonly fault?: ScanFault
}

/** The first difference between what was read and what is recorded; what was not read does not differ. */
export function differenceOf(scan: PackScan, pack: KnownPack, now: Milliseconds): Difference | undefined {
  if (scan.expiry !== undefined && !isSameDay({ read: scan.expiry, recorded: pack.expiry }, now)) {
    const isSwapped = orders(scan.expiry).some((read) => isSameDay({ read, recorded: pack.expiry }, now))
    return { of: 'expiry', ...(isSwapped && { fault: 'swapped_date' }) }
  }
  if (scan.lot === undefined || scan.lot === pack.lot) return undefined
  const fault = lotFault({ read: scan.lot, recorded: pack.lot })
  return { of: 'lot', ...(fault && { fault }) }
}

interface Compared {
  readonly read: string
  readonly recorded: string
}

/** Day 00 and the last day of the month are one day. */
function isSameDay({ read, recorded }: Compared, now: Milliseconds): boolean {
  return read === recorded || (expiryOf(read, now) ?? Number.NaN) === expiryOf(recorded, now)
}

/** A date of six digits with day, month and year in other orders. */
function orders(yymmdd: string): string[] {
  const [a, b, c] = [yymmdd.slice(0, 2), yymmdd.slice(2, 4), yymmdd.slice(4, 6)]
  return [`${c}${b}${a}`, `${a}${c}${b}`, `${c}${a}${b}`]
}

function lotFault({ read, recorded }: Compared): ScanFault | undefined {
  const reading = changed(read).find(({ serial }) => serial === recorded)
  if (reading) return reading.fault
  const isJoined = read.startsWith(recorded) && /^(?:17\d{6}|21.|240.)/.test(read.slice(recorded.length))
  return isJoined ? 'missing_fnc1' : undefined
}
