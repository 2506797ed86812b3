import type { Ai, Elements } from './application-identifiers.ts'
import { isAiData } from './check-value.ts'
import { linkText, percentDecoded } from './percent.ts'

/** Keys that open a Digital Link, with the qualifiers that may follow, finest first. */
const qualifiersOf: Readonly<Partial<Record<Ai, readonly Ai[]>>> = {
  '00': [],
  '01': ['21', '235', '10', '22'],
  '253': [],
  '255': [],
  '401': [],
  '402': [],
  '414': ['254', '7040'],
  '417': ['7040'],
  '8003': [],
  '8004': ['7040'],
  '8006': ['21', '10', '22'],
  '8010': ['8011'],
  '8017': ['8019'],
  '8018': ['8019'],
}

/** Qualifiers that don't make a name finer as far as events go. @source CBV 2.0 §8.9.2, rule 18 */
const dropped: ReadonlySet<Ai> = new Set(['22', '7040', '8019'])

/** A key and the most qualifiers that a key may have. */
const linkSegmentsMax = 10

/** Words that older links write for application identifiers. @source GS1 Digital Link URI Syntax 1.1 §4.3 */
export const shortNames: Readonly<Record<string, Ai>> = {
  gtin: '01',
  itip: '8006',
  cpid: '8010',
  gln: '414',
  party: '417',
  gsrnp: '8017',
  gsrn: '8018',
  gcn: '255',
  sscc: '00',
  gdti: '253',
  ginc: '401',
  gsin: '402',
  grai: '8003',
  giai: '8004',
  cpv: '22',
  lot: '10',
  ser: '21',
}

/**
 * The canonical Digital Link of a key and its qualifiers.
 * @source GS1 Digital Link URI Syntax 1.2 §4.11
 * @example digitalLinkOf([['01', '10614141073464'], ['21', '2017']]) // 'https://id.gs1.org/01/10614141073464/21/2017'
 */
export function digitalLinkOf(elements: Elements): string {
  return `https://id.gs1.org${elements.map(([ai, data]) => `/${ai}/${linkText(data)}`).join('')}`
}

/**
 * The key and qualifiers in the path of a Digital Link on any domain, GTINs filled to 14 digits; nothing when the
 * text is no such link. Query and fragment are left aside, check digits are not judged.
 * @source GS1 Digital Link URI Syntax 1.2 §4
 */
export function elementsOfLink(uri: string): Elements | undefined {
  const [, path] = /^https?:\/\/[^/?#]+\/([^?#]*)/.exec(uri) ?? []
  if (path === undefined) return undefined
  const segments = path.replace(/\/$/, '').split('/').slice(-linkSegmentsMax)
  for (let at = segments.length % 2; at < segments.length; at += 2) {
    const elements = elementsIn(segments.slice(at))
    if (elements !== undefined) return elements
  }
  return undefined
}

/** Only the key and its finest qualifier. @source CBV 2.0 §8.9.2, rule 18 */
export function finestOf(elements: Elements): Elements {
  const [key, ...others] = elements
  if (key === undefined) return elements
  const finest = qualifiersOf[key[0]]
    ?.filter((ai) => !dropped.has(ai))
    .map((ai) => others.find(([other]) => other === ai))
    .find((qualifier) => qualifier !== undefined)
  return finest === undefined ? [key] : [key, finest]
}

function elementsIn(segments: readonly string[]): Elements | undefined {
  const elements: (readonly [Ai, string])[] = []
  for (let at = 0; at < segments.length; at += 2) {
    const element = elementOf(segments[at] as string, segments[at + 1] as string)
    if (element === undefined) return undefined
    elements.push(element)
  }
  const [key, ...others] = elements
  const allowed = key && qualifiersOf[key[0]]
  return allowed && others.every(([ai]) => allowed.includes(ai)) ? elements : undefined
}

function elementOf(word: string, raw: string): readonly [Ai, string] | undefined {
  const ai = shortNames[word] ?? word
  const decoded = percentDecoded(raw)
  if (decoded === undefined) return undefined
  const data = ai === '01' && /^(\d{8}|\d{12}|\d{13})$/.test(decoded) ? decoded.padStart(14, '0') : decoded
  return isAiData(ai, data) ? [ai, data] : undefined
}
