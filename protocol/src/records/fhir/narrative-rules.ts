/** Elements that a narrative may use: XHTML for text, lists, tables and images. @source R4 §2.4.0 Narrative, txt-1 */
const elements = new Set(
  `a abbr acronym address area b bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em font
  h1 h2 h3 h4 h5 h6 hr i img ins kbd li map nobr ol p pre q s samp small span strike strong sub sup table tbody td tfoot th
  thead tr tt u ul var`.split(/\s+/),
)

/** Attributes that every element may have; those of the lists below only say where a word may be drawn. */
const everywhere = new Set(
  `title style class id lang xml:lang dir accesskey tabindex span width height align valign char charoff abbr axis headers
  scope rowspan colspan nowrap bgcolor border cellpadding cellspacing frame rules summary`.split(/\s+/),
)
const ofElement: Readonly<Record<string, ReadonlySet<string>>> = {
  a: new Set('href name charset type hreflang rel rev shape coords'.split(' ')),
  area: new Set('href shape coords nohref alt'.split(' ')),
  blockquote: new Set(['cite']),
  br: new Set(['clear']),
  del: new Set(['cite', 'datetime']),
  div: new Set(['xmlns']),
  font: new Set(['color', 'face', 'size']),
  hr: new Set(['size', 'noshade']),
  img: new Set('src alt longdesc usemap ismap hspace vspace'.split(' ')),
  ins: new Set(['cite', 'datetime']),
  li: new Set(['type', 'value']),
  map: new Set(['name']),
  ol: new Set(['type', 'start', 'compact']),
  pre: new Set(['xml:space', 'space']),
  q: new Set(['cite']),
  ul: new Set(['type', 'compact']),
}

const addresses = new Set(['href', 'src', 'cite', 'longdesc', 'usemap'])
const linkSchemes = new Set(['http', 'https', 'mailto', 'tel', 'ftp', 'urn'])
const image = /^data:\s*image\/(?:png|jpe?g|gif|webp|bmp)[;,]/i
const namespace = 'http://www.w3.org/1999/xhtml'

/** Letters of CSS that hide others, rules that load or run something. */
const activeStyle = /[\\<]|\/\*|@|expression|behaviou?r|-moz-binding|javascript|vbscript/i

/** True for the name of an element that a narrative may use. */
export function isElementAllowed(name: string): boolean {
  return elements.has(name)
}

/** True for an attribute that may stand on the element with this value, its character references resolved. */
export function isAttributeAllowed(element: string, attribute: { name: string; value: string }): boolean {
  const { name, value } = attribute
  if (!everywhere.has(name) && ofElement[element]?.has(name) !== true) return false
  if (name === 'xmlns') return value === namespace
  if (name === 'style') return isStyleAllowed(value)
  return !addresses.has(name) || isAddressAllowed(value, name === 'src')
}

/** Relative, a fragment, or of a scheme that only leads somewhere; an image may be in the address itself. */
function isAddressAllowed(value: string, isImage: boolean): boolean {
  // Browsers drop control characters and spaces before they read the scheme.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (/[\u0000-\u001f\u007f-\u009f]/.test(value)) return false
  const address = value.trim()
  const scheme = /^([^/?#]*?):/.exec(address)?.[1]?.toLowerCase()
  if (scheme === undefined || linkSchemes.has(scheme)) return true
  return isImage && image.test(address)
}

function isStyleAllowed(style: string): boolean {
  if (activeStyle.test(style)) return false
  const targets = [...style.matchAll(/url\(([^)]*)/gi)].map(([, target = '']) => target.replace(/^\s*['"]?/, ''))
  return targets.every((target) => isAddressAllowed(target, true))
}
