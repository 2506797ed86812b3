import { hasCode } from '../../../kernel/index.ts'
import type { Elements } from '../application-identifiers.ts'
import { parseElementString } from '../element-string.ts'
import { parseDigitalLink } from '../parse-digital-link.ts'
import type { ScanReading } from './loose-reader.ts'
import type { Spelling } from './spelling.ts'

const linkStart = /^(?:\][A-Za-z]\d)?(?=https?:\/\/)/i

/** The reading of a text that follows the standard, or nothing when the standard has none. */
export function strictReading({ text, faults }: Spelling): ScanReading | undefined {
  const elements = attempt(() => strictElements(text))
  if (elements !== undefined) return { elements, faults }
  const filled = attempt(() => (linkStart.test(text) ? linkElements(text, 'filled') : undefined))
  return filled && { elements: filled, faults: [...faults, 'gtin_short'] }
}

/** The elements of a symbol or of the link in it. @throws CUSTODY_GS1_INVALID when the text is neither */
export function strictElements(text: string): Elements {
  return linkStart.test(text) ? linkElements(text) : parseElementString(text)
}

function linkElements(text: string, short_gtins?: 'filled'): Elements {
  return parseDigitalLink(text.replace(linkStart, ''), short_gtins === undefined ? {} : { short_gtins }).elements
}

function attempt(read: () => Elements | undefined): Elements | undefined {
  try {
    return read()
  } catch (error) {
    if (hasCode(error, 'CUSTODY_GS1_INVALID')) return undefined
    throw error
  }
}
