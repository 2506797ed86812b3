import { gs1Error } from './gs1-error.ts'

/** What a symbol carries: elements, or nothing but a GTIN of so many digits. */
export interface Symbology {
  readonly carries: 'elements' | 'gtin'
  readonly gtin_digits?: number
}

/**
 * Symbology identifiers of symbols with GS1 data: GS1-128, GS1 DataBar and composites, GS1 DataMatrix, GS1 QR Code, GS1
 * DotCode; EAN/UPC, EAN-8 and ITF-14 carry a GTIN alone.
 * @source GS1 General Specifications figure 5.1.3-1; ISO/IEC 15424
 */
export const symbologies: Readonly<Record<string, Symbology>> = {
  ']C1': { carries: 'elements' },
  ']e0': { carries: 'elements' },
  ']d2': { carries: 'elements' },
  ']Q3': { carries: 'elements' },
  ']J1': { carries: 'elements' },
  ']E0': { carries: 'gtin', gtin_digits: 13 },
  ']E4': { carries: 'gtin', gtin_digits: 8 },
  ']I1': { carries: 'gtin', gtin_digits: 14 },
}

/** Characters of a symbology identifier. */
export const SYMBOLOGY_CHARS = 3

/** The symbology that a text begins with, or nothing when it names none. */
export function symbologyOf(text: string): Symbology | undefined {
  if (text.charCodeAt(0) !== 93) return undefined
  const named = text.slice(0, SYMBOLOGY_CHARS)
  if (!Object.hasOwn(symbologies, named)) throw gs1Error({ reason: 'symbology', position: 0 })
  return symbologies[named]
}
