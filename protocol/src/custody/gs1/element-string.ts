import { ELEMENT_STRING_CHARS_MAX } from '../limits.ts'
import {
  type ApplicationIdentifier,
  applicationIdentifiers,
  type Elements,
  identifierAt,
} from './application-identifiers.ts'
import { readBracketed } from './bracketed.ts'
import { checkElements } from './check-elements.ts'
import { valueFlaw } from './check-value.ts'
import { gs1Error } from './gs1-error.ts'
import { PlacedElements } from './placed-elements.ts'
import { separator } from './separator.ts'
import { SYMBOLOGY_CHARS, type Symbology, symbologyOf } from './symbology.ts'

const separatorCode = 0x1d

/**
 * The elements of a scanned symbol, in order and without encoding, each valid and all standing well together.
 * @param text what the scanner sent: with or without a symbology identifier (`]d2`, `]C1`, `]Q3`, `]e0`, `]J1`; `]E0`,
 * `]E4` and `]I1` for a GTIN alone), FNC1 as the control character 0x1D; or as people read it, with each application
 * identifier in brackets and `\(` for a bracket in the data. A separator after data of predefined length or at the end
 * is let pass.
 * @throws CUSTODY_GS1_INVALID: `position` counts UTF-16 units of the text from 0
 * @source GS1 General Specifications §7.8 (element strings), §5.1.3 (symbology identifiers)
 * @example parseElementString('010950600013435210L7\u001d21S1') // [['01', '09506000134352'], ['10', 'L7'], ['21', 'S1']]
 */
export function parseElementString(text: string): Elements {
  if (text.length > ELEMENT_STRING_CHARS_MAX)
    throw gs1Error({ reason: 'text_too_long', position: ELEMENT_STRING_CHARS_MAX })
  const symbology = symbologyOf(text)
  const begin = symbology === undefined ? 0 : SYMBOLOGY_CHARS
  if (symbology?.carries === 'gtin') return readGtin(text, symbology)
  const placed = text[begin] === '(' && symbology === undefined ? readBracketed(text) : readConcatenated(text, begin)
  return placed.whole()
}

/**
 * The elements as one text for a symbol, in their order, with a separator (0x1D) only where the standard needs one and
 * no symbology identifier. Reading it gives the same elements.
 * @param elements valid elements that stand well together
 * @throws CUSTODY_GS1_INVALID: `position` counts from 0 in the data of the element that `ai` names
 * @source GS1 General Specifications §7.8.3, §7.8.4 (concatenation)
 * @example writeElementString([['01', '09506000134352'], ['10', 'L7'], ['21', 'S1']]) // '010950600013435210L7\u001d21S1'
 */
export function writeElementString(elements: Elements): string {
  checkElements(elements)
  let text = ''
  for (const [index, [ai, data]] of elements.entries()) {
    const isOpen = index < elements.length - 1 && applicationIdentifiers.get(ai)?.predefined_length === undefined
    text += ai + data + (isOpen ? separator : '')
  }
  return text
}

function readConcatenated(text: string, begin: number): PlacedElements {
  const placed = new PlacedElements()
  let at = begin
  while (at < text.length) {
    const identifier = identifierAt(text, at)
    if (identifier === undefined) throw unknownAt(text, at)
    const { ai } = identifier
    const from = at + ai.length
    const to = endOf(identifier, text, from)
    const flaw = valueFlaw(identifier, text, { from, to })
    if (flaw !== undefined) {
      const position = from + flaw.at
      const isCut = flaw.reason === 'character' && text.charCodeAt(position) === separatorCode
      throw gs1Error({ ai, position, reason: isCut ? 'too_short' : flaw.reason })
    }
    placed.add(ai, text.slice(from, to), at)
    at = text.charCodeAt(to) === separatorCode ? to + 1 : to
  }
  return placed
}

/** Where the data end: after their predefined length, or before the next separator. */
function endOf({ predefined_length }: ApplicationIdentifier, text: string, from: number): number {
  if (predefined_length !== undefined) return Math.min(from + predefined_length, text.length)
  const next = text.indexOf(separator, from)
  return next < 0 ? text.length : next
}

function unknownAt(text: string, position: number): Error {
  const isSeparator = text.charCodeAt(position) === separatorCode
  return gs1Error({ position, reason: isSeparator ? 'separator' : 'ai_unknown' })
}

function readGtin(text: string, { gtin_digits = 0 }: Symbology): Elements {
  const digits = text.slice(SYMBOLOGY_CHARS)
  const placed = new PlacedElements()
  const flaw = { ai: '01', position: Math.min(text.length, SYMBOLOGY_CHARS + gtin_digits) }
  if (digits.length < gtin_digits) throw gs1Error({ ...flaw, reason: 'too_short' })
  if (digits.length > gtin_digits) throw gs1Error({ ...flaw, reason: 'too_long' })
  const filled = digits.padStart(14, '0')
  const found = valueFlaw(applicationIdentifiers.get('01') as ApplicationIdentifier, filled, { from: 0, to: 14 })
  if (found !== undefined) {
    const position = Math.max(SYMBOLOGY_CHARS, found.at - (14 - gtin_digits) + SYMBOLOGY_CHARS)
    throw gs1Error({ ai: '01', position, reason: found.reason })
  }
  placed.add('01', filled, 0)
  return placed.whole()
}
