import { type ApplicationIdentifier, applicationIdentifiers, type Elements } from './application-identifiers.ts'
import { checkElements } from './check-elements.ts'
import { valueFlaw } from './check-value.ts'
import { gs1Error } from './gs1-error.ts'
import { PlacedElements } from './placed-elements.ts'

/**
 * The elements as people read them: each application identifier in brackets, a bracket in the data as `\(`. Reading it
 * gives the same elements.
 * @param elements valid elements that stand well together
 * @throws CUSTODY_GS1_INVALID: `position` counts from 0 in the data of the element that `ai` names
 * @source GS1 General Specifications §4.15 (human readable interpretation)
 * @example writeBracketed([['01', '09506000134352'], ['10', 'L7']]) // '(01)09506000134352(10)L7'
 */
export function writeBracketed(elements: Elements): string {
  checkElements(elements)
  return elements.map(([ai, data]) => `(${ai})${data.replaceAll('(', '\\(')}`).join('')
}

/** The elements of a bracketed text and where each begins. */
export function readBracketed(text: string): PlacedElements {
  const placed = new PlacedElements()
  let at = 0
  while (at < text.length) {
    const identifier = bracketedAt(text, at)
    const from = at + identifier.ai.length + 2
    const to = dataEnd(text, from)
    const raw = text.slice(from, to)
    const data = raw.replaceAll('\\(', '(')
    const flaw = valueFlaw(identifier, data, { from: 0, to: data.length })
    if (flaw !== undefined) throw gs1Error({ ...flaw, ai: identifier.ai, position: from + writtenAt(data, flaw.at) })
    placed.add(identifier.ai, data, at)
    at = to
  }
  return placed
}

function bracketedAt(text: string, at: number): ApplicationIdentifier {
  const close = text.indexOf(')', at)
  const identifier = close < 0 ? undefined : applicationIdentifiers.get(text.slice(at + 1, close))
  if (identifier === undefined) throw gs1Error({ position: at, reason: 'bracket' })
  return identifier
}

/** Where the next bracket opens that is not escaped. */
function dataEnd(text: string, from: number): number {
  let open = text.indexOf('(', from)
  while (open > from && text[open - 1] === '\\') open = text.indexOf('(', open + 1)
  return open < 0 ? text.length : open
}

/** The place of a character of the data in the text with escapes. */
function writtenAt(data: string, at: number): number {
  return at + (data.slice(0, at).match(/\(/g)?.length ?? 0)
}
