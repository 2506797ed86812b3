import { SCAN_STEPS_MAX } from '../../limits.ts'
import { type Ai, type ApplicationIdentifier, type Elements, identifierAt } from '../application-identifiers.ts'
import { brokenAssociation } from '../associations.ts'
import { valueFlaw } from '../check-value.ts'
import { separator } from '../separator.ts'
import { repairedDates } from './repair-dates.ts'
import type { ScanFault } from './scan-faults.ts'

/** Elements that a scan may hold, and what went wrong with it if it does. */
export interface ScanReading {
  readonly elements: Elements
  readonly faults: readonly ScanFault[]
}

/** Identifiers on packs of medicines: only before these is a separator supposed to be lost. @source EMVS coding rules */
const packAis: ReadonlySet<Ai> = new Set([
  '10',
  '11',
  '17',
  '21',
  '710',
  '711',
  '712',
  '713',
  '714',
  '715',
  '716',
  '717',
])
const GTIN13_DIGITS = 13
/** Characters of the longest data. */
const VALUE_CHARS_MAX = 90

/** Data of the next element, where what follows begins, and the faults that this supposes. */
interface Step {
  readonly data: string
  readonly next: number
  readonly faults: readonly ScanFault[]
}

/** Places that may still be tried for one scan, whatever its spelling. */
export interface ScanEffort {
  steps_left: number
}

/** The effort that one scan is worth. */
export function wholeEffort(): ScanEffort {
  return { steps_left: SCAN_STEPS_MAX }
}

/** Finds every reading of a text with at most so many faults of its data, as long as the effort lasts. */
export class LooseReader {
  readonly #text: string
  readonly #faults_max: number
  readonly #effort: ScanEffort
  readonly #readings: ScanReading[] = []

  constructor({ text, faults_max }: { text: string; faults_max: number }, effort: ScanEffort) {
    this.#text = text
    this.#faults_max = faults_max
    this.#effort = effort
  }

  /** The readings; none when there were too many places to try. */
  readings(): readonly ScanReading[] {
    this.#read(0, { elements: [], faults: [] })
    return this.#effort.steps_left < 0 ? [] : this.#readings
  }

  #read(at: number, found: ScanReading): void {
    if (--this.#effort.steps_left < 0) return
    if (at >= this.#text.length) {
      if (found.elements.length > 0 && brokenAssociation(found.elements) === undefined) this.#readings.push(found)
      return
    }
    const identifier = identifierAt(this.#text, at)
    if (identifier === undefined || found.elements.some(([ai]) => ai === identifier.ai)) return
    const from = at + identifier.ai.length
    const steps =
      identifier.predefined_length === undefined ? this.#open(identifier, from) : this.#fixed(identifier, from)
    for (const { data, next, faults } of steps) {
      const all = [...found.faults, ...faults]
      if (all.length > this.#faults_max) continue
      this.#read(next, { elements: [...found.elements, [identifier.ai, data]], faults: all })
    }
  }

  /** Data of a predefined length: as they stand, or put right. */
  #fixed(identifier: ApplicationIdentifier, from: number): Step[] {
    const data = this.#text.slice(from, from + (identifier.predefined_length as number))
    const next = this.#past(from + data.length)
    const steps: Step[] = []
    if (isSound(identifier, data)) steps.push({ data, next, faults: [] })
    else steps.push(...repairedDates(identifier, data).map((repaired) => ({ ...repaired, next })))
    const filled = `0${this.#text.slice(from, from + GTIN13_DIGITS)}`
    if (identifier.ai === '01' && isSound(identifier, filled))
      steps.push({ data: filled, next: this.#past(from + GTIN13_DIGITS), faults: ['gtin_short'] })
    return steps
  }

  /** Data up to the next separator, or to a place where one may have been lost. */
  #open(identifier: ApplicationIdentifier, from: number): Step[] {
    const cut = this.#text.indexOf(separator, from)
    const last = cut < 0 ? this.#text.length : cut
    const steps: Step[] = []
    for (let end = from + 1; end <= Math.min(last, from + VALUE_CHARS_MAX); end++) {
      const isLost = end < last
      if (isLost && !packAis.has(identifierAt(this.#text, end)?.ai ?? '')) continue
      const data = this.#text.slice(from, end)
      if (!isSound(identifier, data)) continue
      steps.push({ data, next: this.#past(end), faults: isLost ? ['separator_missing'] : [] })
    }
    return steps
  }

  #past(at: number): number {
    return this.#text[at] === separator ? at + 1 : at
  }
}

function isSound(identifier: ApplicationIdentifier, data: string): boolean {
  return valueFlaw(identifier, data, { from: 0, to: data.length }) === undefined
}
