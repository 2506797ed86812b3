import { isAttributeAllowed, isElementAllowed } from './narrative-rules.ts'

/** Longest narrative in UTF-16 units; images may be in it. */
export const NARRATIVE_LENGTH_MAX = 8 * 1024 * 1024
/** Elements inside one another. */
export const NARRATIVE_DEPTH_MAX = 100

const tagStart = /<(\/?)([a-zA-Z][\w:.-]*)/y
const attribute = /\s+([a-zA-Z_][\w:.-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y
const tagEnd = /\s*(\/?)>/y
const text = /[^<]+/y
const reference = /&(?:(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(amp|lt|gt|quot|apos));)?/g
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly the characters that XML 1.0 forbids
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/

/**
 * True for one well-formed XHTML `div` with something to read in it, and nothing active: no element, attribute or scheme
 * of an address but those of `narrative-rules.ts`, no document type, instruction or CDATA.
 * @source R4 §2.4.0 Narrative, txt-1, txt-2
 */
export function isNarrative(div: unknown): boolean {
  return typeof div === 'string' && div.length <= NARRATIVE_LENGTH_MAX && new NarrativeReader(div.trim()).isWhole()
}

class NarrativeReader {
  private readonly open: string[] = []
  private readonly source: string
  private at = 0
  private hasContent = false

  constructor(source: string) {
    this.source = source
  }

  isWhole(): boolean {
    if (forbidden.test(this.source) || !this.source.isWellFormed()) return false
    do if (!this.step()) return false
    while (this.at < this.source.length && this.open.length > 0)
    return this.at === this.source.length && this.open.length === 0 && this.hasContent
  }

  private step(): boolean {
    const found = this.take(tagStart)
    if (found !== undefined) return found[1] === '/' ? this.end(found[2]) : this.start(found[2] ?? '')
    if (this.open.length === 0) return false
    const words = this.take(text)
    return words === undefined ? this.comment() : this.words(words[0])
  }

  private take(form: RegExp): RegExpExecArray | undefined {
    form.lastIndex = this.at
    const found = form.exec(this.source)
    if (found === null) return undefined
    this.at = form.lastIndex
    return found
  }

  private start(name: string): boolean {
    const isRoot = this.open.length === 0
    if (!isElementAllowed(name) || (isRoot && name !== 'div') || this.open.length >= NARRATIVE_DEPTH_MAX) return false
    const attributes = this.attributes(name)
    const end = this.take(tagEnd)
    if (attributes === undefined || end === undefined || (isRoot && !attributes.has('xmlns'))) return false
    if (name === 'img') this.hasContent = true
    if (end[1] !== '/') this.open.push(name)
    return true
  }

  /** The names of an element's attributes; undefined when one may not stand there. */
  private attributes(element: string): ReadonlySet<string> | undefined {
    const seen = new Set<string>()
    for (let found = this.take(attribute); found !== undefined; found = this.take(attribute)) {
      const [, name = '', double, single = ''] = found
      const value = resolved(double ?? single)
      if (value === undefined || seen.has(name) || !isAttributeAllowed(element, { name, value })) return undefined
      seen.add(name)
    }
    return seen
  }

  private end(name: string | undefined): boolean {
    const end = this.take(tagEnd)
    return end !== undefined && end[1] === '' && this.open.pop() === name
  }

  /** Anything that a browser may take for the end of a comment, or for markup in it, is left out of comments. */
  private comment(): boolean {
    if (!this.source.startsWith('<!--', this.at)) return false
    const end = this.source.indexOf('-->', this.at + 4)
    const words = this.source.slice(this.at + 4, end)
    this.at = end + 3
    return end >= 0 && !/[<>]|--|-$/.test(words)
  }

  private words(raw: string): boolean {
    const words = resolved(raw)
    if (words === undefined || raw.includes(']]>')) return false
    this.hasContent ||= words.trim() !== ''
    return true
  }
}

/** The text with its character references resolved; undefined when one is unknown. @source R4 §2.4.0, only those of XML */
function resolved(raw: string): string | undefined {
  if (!raw.includes('&')) return raw
  let words = ''
  let from = 0
  for (const found of raw.matchAll(reference)) {
    const letter = letterOf(found)
    if (letter === undefined) return undefined
    words += raw.slice(from, found.index) + letter
    from = found.index + found[0].length
  }
  return words + raw.slice(from)
}

function letterOf([, decimal, hex, name]: RegExpExecArray): string | undefined {
  if (name !== undefined) return named[name]
  const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
  if (!(point > 0 && point <= 0x10ffff) || (point >= 0xd800 && point <= 0xdfff)) return undefined
  const letter = String.fromCodePoint(point)
  return forbidden.test(letter) ? undefined : letter
}
