import { type ApplicationIdentifier, applicationIdentifiers } from '../application-identifiers.ts'
import { valueFlaw } from '../check-value.ts'
import { separator } from '../separator.ts'
import { SYMBOLOGY_CHARS } from '../symbology.ts'
import { LooseReader, type ScanEffort, type ScanReading, wholeEffort } from './loose-reader.ts'
import type { Spelling } from './spelling.ts'

/** Faults of the data that one reading may suppose. */
const DATA_FAULTS_MAX = 4
const gtin = applicationIdentifiers.get('01') as ApplicationIdentifier

/** The readings of spellings that break the standard, with as few faults of the data as there can be. */
export function repairedReadings(spellings: readonly Spelling[]): readonly ScanReading[] {
  const effort = wholeEffort()
  for (let faults_max = 1; faults_max <= DATA_FAULTS_MAX; faults_max++) {
    const readings = spellings.flatMap((spelling) => readingsOf({ ...spelling, faults_max }, effort))
    if (readings.length > 0) return readings
  }
  return []
}

/**
 * What else a text that follows the standard may be: a bare GTIN that looks like an element, or a pack whose lot or
 * serial has swallowed the other one because the separator between them was lost.
 */
export function otherReadings(spelling: Spelling, { elements }: ScanReading): readonly ScanReading[] {
  const has = (ai: string, reading = elements) => reading.some(([other]) => other === ai)
  if (!has('01')) return bareGtin(spelling.text)
  if (has('10') === has('21') || spelling.text.includes(separator)) return []
  const readings = readingsOf({ ...spelling, faults_max: 1 }, wholeEffort())
  return readings.filter((reading) => has('10', reading.elements) && has('21', reading.elements))
}

type Limited = Spelling & { readonly faults_max: number }

function readingsOf({ text, faults, faults_max }: Limited, effort: ScanEffort): ScanReading[] {
  const data = plain(text)
  const readings = [...new LooseReader({ text: data, faults_max }, effort).readings(), ...bareGtin(data)]
  return readings.map((reading) => ({ elements: reading.elements, faults: [...faults, ...reading.faults] }))
}

/** Without a symbology identifier and without brackets around application identifiers. */
function plain(text: string): string {
  if (text.startsWith('(')) return text.replace(/\((\d{2,4})\)/g, `${separator}$1`).slice(1)
  return text.startsWith(']') ? text.slice(SYMBOLOGY_CHARS) : text
}

function bareGtin(text: string): ScanReading[] {
  if (!/^(?:\d{8}|\d{12,14})$/.test(text)) return []
  const data = text.padStart(14, '0')
  if (valueFlaw(gtin, data, { from: 0, to: data.length }) !== undefined) return []
  return [{ elements: [['01', data]], faults: ['identifier_missing'] }]
}
