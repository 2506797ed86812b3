/** HTML that a narrative may use; anything active is left out. @source R4 §2.4.0 Narrative, txt-1 */
const allowed = new Set(
  `a abbr acronym address b bdo big blockquote br caption cite code col colgroup dd del dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i
  img ins kbd li map area ol p pre q s samp small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var
  center font nobr`.split(/\s+/),
)
const allowedInOrder = /<\/?([a-zA-Z][\w:-]*)/g
const active = /<[^<>]*(?:\son[a-z]+\s*=|(?:href|src)\s*=\s*["']?\s*(?:javascript|vbscript):)/i

/** True for an XHTML `div` without scripts, forms, frames, events or document types. */
export function isNarrative(div: unknown): boolean {
  if (typeof div !== 'string') return false
  const text = div.trim()
  if (!/^<div[\s>/]/.test(text) || !(text.endsWith('</div>') || text.endsWith('/>'))) return false
  if (text.includes('<!DOCTYPE') || text.includes('<!ENTITY') || text.includes('<?')) return false
  for (const [, name] of text.matchAll(allowedInOrder))
    if (name === undefined || !allowed.has(name.toLowerCase())) return false
  return !active.test(text)
}
