import { SYMBOLOGY_CHARS, symbologies } from '../symbology.ts'
import { respelled, type Spelling } from './spelling.ts'

/** The text as it is, and with capitals and small letters as they may have been before a caps lock. */
export function inOtherCase(spelling: Spelling): readonly Spelling[] {
  const { text } = spelling
  const swapped = withSwappedCase(text)
  if (swapped === text) return [spelling]
  const inverted = respelled(spelling, swapped, 'case_inverted')
  if (!isSymbology(swapped) || isSymbology(text)) return [spelling, inverted]
  const data = text.slice(SYMBOLOGY_CHARS)
  const isAlike = data !== withSwappedCase(data) && (text === text.toUpperCase() || text === text.toLowerCase())
  if (!isAlike) return [inverted]
  return [inverted, respelled(spelling, swapped.slice(0, SYMBOLOGY_CHARS) + data, 'case_lost')]
}

function isSymbology(text: string): boolean {
  return Object.hasOwn(symbologies, text.slice(0, SYMBOLOGY_CHARS))
}

function withSwappedCase(text: string): string {
  return text.replace(/[A-Za-z]/g, (letter) => (letter < 'a' ? letter.toLowerCase() : letter.toUpperCase()))
}
