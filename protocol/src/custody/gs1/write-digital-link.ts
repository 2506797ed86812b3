import { type Ai, applicationIdentifiers, type Elements } from './application-identifiers.ts'
import { checkElements } from './check-elements.ts'
import { gs1Error } from './gs1-error.ts'
import { couldHold, mayFollow } from './link-path.ts'
import type { LinkParameter } from './link-query.ts'
import { isNumeric, queryText } from './link-text.ts'
import { parseDigitalLink } from './parse-digital-link.ts'
import { linkText } from './percent.ts'

/** Where a Digital Link leads and what it says beside GS1 data. */
export interface LinkTarget {
  /** `http://` or `https://`, the server and anything before the key, without a slash at the end. */
  readonly stem?: string
  /** Other parameters of the query, not encoded; their names are not digits alone. */
  readonly parameters?: readonly LinkParameter[]
}

/** The stem of the one Digital Link that stands for all others of a thing. */
const canonicalStem = 'https://id.gs1.org'

/**
 * The Digital Link of elements: a key with its qualifiers in the path, in their order, and all else in the query, by
 * application identifier. Without a target it is the canonical one. Reading it gives the same elements.
 * @param elements valid elements that stand well together, in any order; the first that can be the key is
 * @param target the stem and other parameters, none unless named
 * @throws CUSTODY_GS1_INVALID when an element is not valid (`position` counts in its data) or no link can hold all
 * @source GS1 Digital Link URI Syntax 1.6.0 §4, §4.12 (canonical form)
 * @example writeDigitalLink([['01', '09506000134352'], ['17', '261231'], ['10', 'L7']]) // 'https://id.gs1.org/01/09506000134352/10/L7?17=261231'
 */
export function writeDigitalLink(
  elements: Elements,
  { stem = canonicalStem, parameters = [] }: LinkTarget = {},
): string {
  checkElements(elements)
  if (parameters.some(([name]) => name === '' || isNumeric(name)))
    throw gs1Error({ position: 0, reason: 'not_attribute' })
  const unique = elements.filter(([ai], at) => elements.findIndex(([other]) => other === ai) === at)
  const path = pathOf(unique)
  const rest = unique.filter((element) => !path.includes(element)).sort(([left], [right]) => (left < right ? -1 : 1))
  const query = [
    ...rest.map(([ai, data]) => `${ai}=${queryText(data)}`),
    ...parameters.map(([name, value]) => `${queryText(name)}=${queryText(value)}`),
  ].join('&')
  const link = `${stem}${path.map(([ai, data]) => `/${ai}/${linkText(data)}`).join('')}${query && `?${query}`}`
  parseDigitalLink(link)
  return link
}

/** A key and the qualifiers that the path takes so that all else may stand in the query. */
function pathOf(elements: Elements): Elements {
  for (const key of elements) {
    for (const sequence of applicationIdentifiers.get(key[0])?.qualifiers ?? []) {
      const path = [key, ...sequence.flatMap((ai) => elements.filter(([other]) => other === ai))]
      if (leavesAttributes(elements, path)) return path
    }
  }
  throw missingKey(elements)
}

function leavesAttributes(elements: Elements, path: Elements): boolean {
  const [key, ...qualifiers] = path
  const sequences = applicationIdentifiers.get(key?.[0] as Ai)?.qualifiers ?? []
  const ais = qualifiers.map(([ai]) => ai)
  const others = elements.filter((element) => !path.includes(element))
  const isAttribute = ([ai]: Elements[number]) =>
    applicationIdentifiers.get(ai)?.isAttribute === true && !couldHold(sequences, ais, ai)
  return mayFollow(sequences, ais) && others.every(isAttribute)
}

function missingKey(elements: Elements): Error {
  const isKey = ([ai]: Elements[number]) => applicationIdentifiers.get(ai)?.qualifiers !== undefined
  if (!elements.some(isKey)) return gs1Error({ position: 0, reason: 'key_missing' })
  const stranger = elements.find(([ai]) => applicationIdentifiers.get(ai)?.isAttribute === false)
  return gs1Error({ ai: stranger?.[0], position: 0, reason: 'not_attribute' })
}
