import { separator } from '../separator.ts'
import { SYMBOLOGY_CHARS } from '../symbology.ts'
import { respelled, type Spelling } from './spelling.ts'

/** What programs show or send in place of a separator. */
const substitutes = /[{<[](?:GS|FNC1)[}>\]]|\\u001d|\\x1d|\^\]|[\u241d~|\u001c\u001e\u00e8 ]/gi
/** The same where a tilde is followed by the number of the function character. */
const numbered = /~1/g

/** The text as it is, and with separators where something seems to stand for them. */
export function withSeparators(spelling: Spelling): readonly Spelling[] {
  const { text } = spelling
  const replaced = [
    text.replace(substitutes, separator),
    text.replace(numbered, separator).replace(substitutes, separator),
  ]
  const others = [...new Set(replaced)].filter((other) => other !== text)
  return [spelling, ...others.map((other) => respelled(spelling, other, 'separator_replaced'))].map(withoutExtra)
}

/** Without separators before the first element, after another separator and at the end. */
function withoutExtra(spelling: Spelling): Spelling {
  const { text } = spelling
  const prefix = text.startsWith(']') ? text.slice(0, SYMBOLOGY_CHARS) : ''
  const data = text
    .slice(prefix.length)
    .replace(/^\u001d+/, '')
    .replace(/\u001d{2,}/g, separator)
  return prefix + data === text ? spelling : respelled(spelling, prefix + data, 'separator_extra')
}
