import { separator } from '../separator.ts'
import { SYMBOLOGY_CHARS } from '../symbology.ts'
import { respelled, type Spelling } from './spelling.ts'

/** What programs show or send in place of a separator. */
const substitutes = /[{<[](?:GS|FNC1)[}>\]]|\\u001d|\\x1d|\^\]|[␝~|è \p{Cc}]/giu
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

/** Without separators before the first element and after another separator. */
function withoutExtra(spelling: Spelling): Spelling {
  const { text } = spelling
  const prefix = text.startsWith(']') ? text.slice(0, SYMBOLOGY_CHARS) : ''
  const pieces = text.slice(prefix.length).split(separator)
  const kept = pieces.filter((piece, at) => piece !== '' || (at > 0 && at === pieces.length - 1))
  return kept.length === pieces.length
    ? spelling
    : respelled(spelling, prefix + kept.join(separator), 'separator_extra')
}
