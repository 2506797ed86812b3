import { layoutReadings } from './keyboard-layouts.ts'
import type { PackScan, ScanFault } from './pack-scan.ts'

/** Other readings of one scan that are tried. */
export const OTHER_READINGS_MAX = 32

/** Characters of a text that may be two joined ones: two of 20, a date, their identifiers, and room. */
export const JOINED_CHARS_MAX = 90

/** What a scan would say without a fault. */
export interface OtherReading {
  readonly fault: ScanFault
  readonly serial: string
  readonly lot?: string
  readonly expiry?: string
}

/** What the serial number of a scan may be, had the scanner not changed or joined anything; the likeliest first. */
export function otherReadings(scan: PackScan): OtherReading[] {
  return [...joined(scan), ...(scan.serial === undefined ? [] : changed(scan.serial))].slice(0, OTHER_READINGS_MAX)
}

/** The same text in other letter cases and of other keyboards. */
export function changed(text: string): (OtherReading & { readonly fault: 'letter_case' | 'keyboard_layout' })[] {
  const cases = new Set([text.toUpperCase(), text.toLowerCase(), swapCase(text)])
  cases.delete(text)
  return [
    ...Array.from(cases, (serial) => ({ fault: 'letter_case', serial }) as const),
    ...layoutReadings(text).map((reading) => ({ fault: 'keyboard_layout', serial: reading.text }) as const),
  ]
}

/** Without the separator after data of variable length, the next application identifier and its data become part of it. */
function joined({ serial, lot }: PackScan): OtherReading[] {
  const readings: OtherReading[] = []
  for (const { head, tail } of splits(serial ?? '')) {
    const [, expiry, later, sole] = /^(?:17(\d{6})(?:10(.+))?|10(.+))$/.exec(tail) ?? []
    const told = later ?? sole
    if (expiry !== undefined || told !== undefined) readings.push(joinedReading({ serial: head, lot: told, expiry }))
  }
  for (const { head, tail } of serial === undefined ? splits(lot ?? '') : []) {
    const [, expiry, told] = /^(?:17(\d{6}))?21(.+)$/.exec(tail) ?? []
    if (told !== undefined) readings.push(joinedReading({ serial: told, lot: head, expiry }))
  }
  return readings
}

function joinedReading(parts: { serial: string; lot: string | undefined; expiry: string | undefined }): OtherReading {
  const { serial, lot, expiry } = parts
  return {
    fault: 'missing_fnc1',
    serial,
    ...(lot !== undefined && { lot }),
    ...(expiry !== undefined && { expiry }),
  }
}

function splits(text: string): { head: string; tail: string }[] {
  if (text.length > JOINED_CHARS_MAX) return []
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => ({
    head: text.slice(0, at + 1),
    tail: text.slice(at + 1),
  }))
}

function swapCase(text: string): string {
  return Array.from(text, (letter) => {
    const upper = letter.toUpperCase()
    return letter === upper ? letter.toLowerCase() : upper
  }).join('')
}
