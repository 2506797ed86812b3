import { DIGITAL_LINK_CHARS_MAX } from '../limits.ts'
import type { Elements } from './application-identifiers.ts'
import { valueFlaw } from './check-value.ts'
import { gs1Error } from './gs1-error.ts'
import { couldHold, type LinkElement, readPath } from './link-path.ts'
import { type LinkParameter, readQuery } from './link-query.ts'
import { checkUriCharacters, decodedData, encodedAt, type LinkText } from './link-text.ts'
import { PlacedElements } from './placed-elements.ts'

/** A Digital Link taken apart. */
export interface DigitalLink {
  /** Key, qualifiers and attributes, in the order of the link and without encoding. */
  readonly elements: Elements
  /** The key and its qualifiers. */
  readonly path: Elements
  /** What stands in the query under an application identifier. */
  readonly attributes: Elements
  /** Scheme, server and whatever precedes the key, without a slash at the end. */
  readonly stem: string
  /** What else the query holds, decoded. */
  readonly parameters: readonly LinkParameter[]
}

/** How a Digital Link is read. */
export interface LinkReading {
  /** `filled`: a GTIN of 8, 12 or 13 digits, as older links have it, is filled to 14. Left out: it is refused. */
  readonly short_gtins?: 'filled'
}

/**
 * The parts of a GS1 Digital Link on any server, every element valid and all standing well together.
 * @param uri the link, not compressed; a fragment is left aside
 * @param reading what older forms are let pass; none unless named
 * @throws CUSTODY_GS1_INVALID: `position` counts UTF-16 units of the link from 0
 * @source GS1 Digital Link URI Syntax 1.6.0 §4
 * @example parseDigitalLink('https://example.com/shop/01/09506000134352/10/L7?17=261231').path // [['01', '09506000134352'], ['10', 'L7']]
 */
export function parseDigitalLink(uri: string, reading: LinkReading = {}): DigitalLink {
  if (uri.length > DIGITAL_LINK_CHARS_MAX) throw gs1Error({ reason: 'text_too_long', position: DIGITAL_LINK_CHARS_MAX })
  checkUriCharacters(uri)
  const begin = pathBegin(uri)
  const fragment = uri.indexOf('#')
  const whole = fragment < 0 ? uri : uri.slice(0, fragment)
  const mark = whole.indexOf('?')
  const pathEnd = mark < 0 ? whole.length : mark
  const { stem, elements } = readPath(uri.slice(begin, pathEnd), begin)
  const { attributes, parameters } = readQuery(whole.slice(pathEnd + 1), pathEnd + 1)
  checkAttributes(elements, attributes)
  const placed = new PlacedElements()
  for (const element of [...elements, ...attributes]) addElement(placed, element, reading)
  const all = placed.whole()
  const path = all.slice(0, elements.length)
  return { elements: all, path, attributes: all.slice(elements.length), stem: uri.slice(0, begin) + stem, parameters }
}

/** Where the path begins, after a scheme and the name of a server; no user is named before it. */
function pathBegin(uri: string): number {
  const [scheme] = /^https?:\/\//i.exec(uri) ?? []
  if (scheme === undefined) throw gs1Error({ position: 0, reason: uri === '' ? 'empty' : 'scheme' })
  const [server] = /^(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d*)?(?=[/?#]|$)/.exec(uri.slice(scheme.length)) ?? []
  if (server === undefined) throw gs1Error({ position: scheme.length, reason: 'domain' })
  return scheme.length + server.length
}

/** Passes when no attribute stands twice or in the place of a qualifier. */
function checkAttributes([key, ...qualifiers]: readonly LinkElement[], attributes: readonly LinkElement[]): void {
  const ais = qualifiers.map(({ identifier }) => identifier.ai)
  const seen = new Set([key?.identifier.ai, ...ais])
  for (const { identifier, position } of attributes) {
    const { ai } = identifier
    if (seen.has(ai)) throw gs1Error({ ai, position, reason: 'repeated' })
    if (couldHold(key?.identifier.qualifiers ?? [], ais, ai))
      throw gs1Error({ ai, position, reason: 'belongs_in_path' })
    seen.add(ai)
  }
}

function addElement(placed: PlacedElements, element: LinkElement, reading: LinkReading): void {
  const { identifier, position, value } = element
  const { ai } = identifier
  const told = decodedData(value, ai)
  const data = ai === '01' && isShortGtin(told) ? filledGtin(told, value, reading) : told
  const flaw = valueFlaw(identifier, data, { from: 0, to: data.length })
  if (flaw !== undefined) {
    const at = Math.max(0, flaw.at - (data.length - told.length))
    throw gs1Error({ ai, position: encodedAt(value, at), reason: flaw.reason })
  }
  placed.add(ai, data, position)
}

function isShortGtin(data: string): boolean {
  return /^(?:\d{8}|\d{12}|\d{13})$/.test(data)
}

function filledGtin(data: string, { position }: LinkText, { short_gtins }: LinkReading): string {
  if (short_gtins === undefined) throw gs1Error({ ai: '01', position, reason: 'gtin_short' })
  return data.padStart(14, '0')
}
