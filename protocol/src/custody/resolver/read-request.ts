import { custodyErrors } from '../errors.ts'
import { type Ai, aiForms, type Elements, isAiData } from '../gs1/application-identifiers.ts'
import { checkDigit } from '../gs1/check-digit.ts'
import { percentDecoded } from '../gs1/percent.ts'
import { requestFaults } from './request-faults.ts'

/** Characters of the path and query of a Digital Link that is looked up. */
export const DIGITAL_LINK_CHARS_MAX = 1_024

/** Keys that open a Digital Link, with the qualifiers that may follow, in the order that they follow in. */
const qualifiersOf: Readonly<Partial<Record<Ai, readonly (readonly Ai[])[]>>> = {
  '00': [],
  '01': [['235'], ['22', '10', '21']],
  '253': [],
  '255': [],
  '401': [],
  '402': [],
  '414': [['254'], ['7040']],
  '417': [['7040']],
  '8003': [],
  '8004': [['7040']],
  '8006': [['22', '10', '21']],
  '8010': [['8011']],
  '8017': [['8019']],
  '8018': [['8019']],
}

/** Digits up to and with the check digit, and how many stand before what it covers. */
const checkedDigits: Readonly<Partial<Record<Ai, readonly [from: number, to: number]>>> = {
  '00': [0, 18],
  '01': [0, 14],
  '253': [0, 13],
  '255': [0, 13],
  '402': [0, 17],
  '414': [0, 13],
  '417': [0, 13],
  '8003': [1, 14],
  '8006': [0, 14],
  '8017': [0, 18],
  '8018': [0, 18],
}

/** The keys whose Digital Links are resolved, as application identifiers. */
export const resolvedKeys = Object.keys(qualifiersOf) as readonly Ai[]

/** What a request to a resolver asks about. */
export interface ResolverRequest {
  /** Key and qualifiers, checked. */
  readonly elements: Elements
  /** The query as it came, without its question mark. */
  readonly query: string
  /** Data attributes of the query by application identifier. */
  readonly attributes: Readonly<Record<string, string>>
  /** What `linkType` says, when it is there. */
  readonly link_type?: string
}

/**
 * Reads the path and query of a request: numeric application identifiers only, qualifiers in their order, check digits
 * right, data attributes in the query and keys never. One slash at the end is let pass.
 * @param target path and query as they came, still percent-encoded
 * @throws CUSTODY_DIGITAL_LINK_INVALID
 * @source GS1-Conformant Resolver 1.2 §2.4, §2.13; GS1 Digital Link URI Syntax 1.6 §4
 */
export function readResolverRequest(target: string): ResolverRequest {
  if (target.length > DIGITAL_LINK_CHARS_MAX) throw fault('long')
  const [path = '', ...rest] = target.split('?')
  const query = rest.join('?')
  const elements = elementsOf(path.replace(/^\//, '').replace(/\/$/, '').split('/'))
  const { attributes, others } = attributesOf(query)
  const link_type = others.get('linkType')
  return { elements, query, attributes, ...(link_type !== undefined && { link_type }) }
}

function elementsOf(segments: readonly string[]): Elements {
  if (segments.length % 2 !== 0) throw fault('pairs')
  const elements: (readonly [Ai, string])[] = []
  for (let at = 0; at < segments.length; at += 2) {
    const [ai, data] = [segments[at] as string, decoded(segments[at + 1] as string)]
    if (!isAi(ai)) throw fault(at === 0 ? 'key' : 'qualifier')
    if (!isAiData(ai, data)) throw fault('data')
    elements.push([ai, data])
  }
  const [key, ...qualifiers] = elements as [readonly [Ai, string], ...(readonly [Ai, string])[]]
  const orders = qualifiersOf[key[0]]
  if (orders === undefined) throw fault('key')
  if (!orders.some((order) => inOrder(qualifiers, order)) && qualifiers.length > 0) throw fault('qualifier')
  if (!hasRightCheckDigit(key)) throw fault('check_digit')
  return elements
}

function inOrder(qualifiers: Elements, order: readonly Ai[]): boolean {
  const places = qualifiers.map(([ai]) => order.indexOf(ai))
  return places.every((place, at) => place >= 0 && (at === 0 || place > (places[at - 1] ?? -1)))
}

function hasRightCheckDigit([ai, data]: readonly [Ai, string]): boolean {
  const place = checkedDigits[ai]
  if (place === undefined) return true
  const digits = data.slice(...place)
  return checkDigit(digits.slice(0, -1)) === digits.slice(-1)
}

interface ReadQuery {
  readonly attributes: Readonly<Record<string, string>>
  readonly others: ReadonlyMap<string, string>
}

/** @source GS1 Digital Link URI Syntax 1.6 §4.10, §4.11: `;` parts pairs as `&` does */
function attributesOf(query: string): ReadQuery {
  const attributes: Record<string, string> = {}
  const others = new Map<string, string>()
  for (const pair of query.split(/[&;]/)) {
    const [name = '', ...rest] = pair.split('=')
    const value = decoded(rest.join('='))
    if (/^\d{2,4}$/.test(name)) {
      if (name in attributes || !isAttribute(name, value)) throw fault('attribute')
      attributes[name] = value
    } else if (!others.has(name)) others.set(name, value)
  }
  return { attributes, others }
}

const dates: readonly string[] = ['11', '12', '13', '15', '16', '17']
const set82 = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,90}$/

function isAttribute(ai: string, value: string): boolean {
  if (isAi(ai) && (qualifiersOf[ai] !== undefined || isQualifier(ai))) return false
  return dates.includes(ai) ? /^\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])$/.test(value) : set82.test(value)
}

function isQualifier(ai: Ai): boolean {
  return Object.values(qualifiersOf).some((orders) => orders.some((order) => order.includes(ai)))
}

function decoded(text: string): string {
  const data = percentDecoded(text)
  if (data === undefined) throw fault('encoding')
  return data
}

function isAi(word: string): word is Ai {
  return Object.hasOwn(aiForms, word)
}

function fault(reason: keyof typeof requestFaults) {
  return custodyErrors.CUSTODY_DIGITAL_LINK_INVALID({ reason: requestFaults[reason] })
}
