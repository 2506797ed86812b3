import { hasCode } from '../../kernel/index.ts'
import type { Gs1Reason } from '../gs1-reasons.ts'
import { SCAN_CHARS_MAX, SCAN_READINGS_MAX } from '../limits.ts'
import { gs1Error } from './gs1-error.ts'
import { inLatinLayout } from './scan/greek-layout.ts'
import { inOtherCase } from './scan/letter-case.ts'
import type { ScanReading } from './scan/loose-reader.ts'
import { otherReadings, repairedReadings } from './scan/repaired-readings.ts'
import { withSeparators } from './scan/separators.ts'
import { respelled, type Spelling } from './scan/spelling.ts'
import { strictElements, strictReading } from './scan/strict-reading.ts'
import { separator } from './separator.ts'

/** What a scan says: its one reading, or all of those that it may have when there are several. */
export type Scan = ScanReading | { readonly ambiguous: readonly ScanReading[] }

/**
 * What a scanner really sent: the elements, with every fault that scanner and keyboard added named and undone. It never
 * chooses between two possible readings. A symbol that follows the standard has one reading and no faults, except that
 * a pack without a separator, whose lot or serial may have swallowed the other one, has two, as has a bare GTIN that
 * looks like an element.
 * @param text what arrived: an element string, as people read it or not, or a Digital Link
 * @returns elements and faults, or in `ambiguous` 2 to 8 readings, those with the fewest faults first
 * @throws CUSTODY_GS1_INVALID as the standard refuses the text, when it has no reading at all
 * @source GS1 General Specifications §7.8; faults as the alert guidance of EMVS stakeholders describes them
 * @example readScan('010950600013435210L7~21S1\r') // elements 01, 10 and 21, faults whitespace and separator_replaced
 */
export function readScan(text: string): Scan {
  if (text.length > SCAN_CHARS_MAX) throw gs1Error({ reason: 'text_too_long', position: SCAN_CHARS_MAX })
  const sent = text.replace(/^[\s\0]+|[\s\0]+$/g, '')
  const bare: Spelling = { text: sent, faults: [] }
  const trimmed = sent === text ? bare : respelled(bare, sent, 'whitespace')
  const strict = strictReading(trimmed)
  if (strict !== undefined && !mayBeOther(strict, sent)) return strict
  const spellings = inLatinLayout(trimmed).flatMap(inOtherCase).flatMap(withSeparators)
  if (strict !== undefined) return scanOf(distinct([strict, ...doubts(strict, spellings)]).slice(0, SCAN_READINGS_MAX))
  const readings = distinct(tolerantReadings(spellings))
  if (readings.length === 0 || readings.length > SCAN_READINGS_MAX) throw refuse(text, sent)
  return scanOf(readings)
}

/** True when the text follows the standard and may still be something else. */
function mayBeOther({ elements }: ScanReading, sent: string): boolean {
  if (sent.includes(separator) || sent.startsWith('(')) return false
  const isLoose = elements.some(([ai]) => ai === '10' || ai === '21') || !elements.some(([ai]) => ai === '01')
  return isLoose || /<(?:GS|FNC1)>/i.test(sent)
}

/** What else a text that follows the standard may be. */
function doubts(strict: ScanReading, spellings: readonly Spelling[]): readonly ScanReading[] {
  const [asSent, ...others] = spellings as readonly [Spelling, ...Spelling[]]
  const separated = others.filter(({ faults }) => faults.includes('separator_replaced') && !isRecased(faults))
  const replaced = separated.map(strictReading).filter((reading) => reading !== undefined)
  return replaced.length > 0 ? replaced : otherReadings(asSent, strict)
}

function isRecased(faults: Spelling['faults']): boolean {
  return faults.includes('case_inverted') || faults.includes('case_lost')
}

/** The readings with the fewest faults: those that follow the standard, or else those whose data are put right. */
function tolerantReadings(spellings: readonly Spelling[]): readonly ScanReading[] {
  const strict = spellings.map(strictReading).filter((reading) => reading !== undefined)
  return fewestFaults(strict.length > 0 ? strict : repairedReadings(spellings))
}

function fewestFaults(readings: readonly ScanReading[]): readonly ScanReading[] {
  const fewest = Math.min(...readings.map(({ faults }) => faults.length))
  return readings.filter(({ faults }) => faults.length === fewest)
}

/** Readings with different elements, each fault named once. */
function distinct(readings: readonly ScanReading[]): readonly ScanReading[] {
  const seen = new Map<string, ScanReading>()
  for (const { elements, faults } of readings) {
    const key = JSON.stringify(elements)
    if (!seen.has(key)) seen.set(key, { elements, faults: [...new Set(faults)] })
  }
  return [...seen.values()]
}

function scanOf(readings: readonly ScanReading[]): Scan {
  const [first, ...others] = readings as readonly [ScanReading, ...ScanReading[]]
  return others.length === 0 ? first : { ambiguous: readings }
}

/** The error that the standard has for the text, at the place where it stands in what was sent. */
function refuse(text: string, sent: string): unknown {
  try {
    strictElements(sent)
  } catch (error) {
    if (!hasCode(error, 'CUSTODY_GS1_INVALID')) return error
    const { ai, position, reason_code } = error.facts as { ai: string; position: number; reason_code: Gs1Reason }
    return gs1Error({ ai, position: position + text.indexOf(sent), reason: reason_code })
  }
  throw new Error('what follows the standard is not refused')
}
