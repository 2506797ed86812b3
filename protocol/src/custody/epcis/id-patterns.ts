import type { Ai } from '../gs1/application-identifiers.ts'
import { canonicalId } from '../gs1/canonical-id.ts'
import { type EpcScheme, epcSchemes } from '../gs1/epc-schemes.ts'
import type { Namespaces } from '../namespaces.ts'
import type { IdPattern } from './event-query.ts'

const host = 'https://id.gs1.org'
/** Indicator and extension digits, which a pattern of a company prefix leaves open. */
const firstDigits = '0123456789'
/** What makes an instance of a class that is named by a Digital Link. */
const instancesOf: Readonly<Partial<Record<Ai, readonly string[]>>> = {
  '01': ['/21/', '/235/'],
  '8006': ['/21/'],
  '8010': ['/8011/'],
}
/** Keys that a serial is appended to, by their digits without it. */
const appendedTo: Readonly<Partial<Record<Ai, number>>> = { '253': 13, '255': 13, '8003': 14 }

/**
 * The identifiers that a URI or pattern of a query stands for. Where instances are asked for, the Digital Link of a
 * class stands for its instances; where classes are, it stands for the class.
 * @source EPCIS 2.0 §8.2.7.1 (MATCH_ parameters); EPC Tag Data Standard 1.13 §8 (patterns)
 */
export function idPatterns(
  uri: string,
  { asks, namespaces }: { asks: 'instances' | 'classes'; namespaces: Namespaces },
): readonly IdPattern[] | undefined {
  const [, kind = '', name = '', body = ''] = /^urn:epc:(idpat|class|classpat):([a-z]+):(.+)$/.exec(uri) ?? []
  if (kind !== '' && body.includes('*')) return patternsOf(`${kind === 'idpat' ? 'id' : 'class'}:${name}`, body, asks)
  const canonical = namespaces.canonical(kind === 'idpat' ? uri.replace('idpat', 'id') : uri)
  return [{ is: canonical }, ...(asks === 'instances' ? instancesIn(canonical) : [])]
}

function instancesIn(link: string): IdPattern[] {
  const [, ai = '', key = ''] = /^https:\/\/id\.gs1\.org\/(\d+)\/([^/]+)$/.exec(link) ?? []
  if (appendedTo[ai as Ai] === key.length) return [{ starts: link }]
  return (instancesOf[ai as Ai] ?? []).map((part) => ({ starts: `${link}${part}` }))
}

function patternsOf(name: string, body: string, asks: 'instances' | 'classes'): readonly IdPattern[] | undefined {
  const components = body.split('.')
  const literal = components.slice(0, components.indexOf('*'))
  const isPattern = components.slice(literal.length).every((one) => one === '*') && !literal.join('').includes('*')
  if (!isPattern) return undefined
  const scheme = epcSchemes[name]
  if (scheme === undefined) return [{ starts: `urn:epc:${name}:${literal.map((one) => `${one}.`).join('')}` }]
  if (components.length !== scheme.parts.length + 2 || !/^\d*$/.test(literal[0] ?? '')) return undefined
  if (scheme.parts.length > 0 && literal.length === components.length - 1)
    return ofOneKey(scheme, { name, literal, asks })
  if (asks === 'classes' && !name.startsWith('class:')) return starting(scheme, literal, { lacks: '/10/' })
  const part = scheme.parts.at(-1)
  const isAlways = part !== undefined && 'ai' in part && scheme.none === undefined
  return starting(scheme, literal, isAlways ? { holds: `/${part.ai}/` } : {})
}

interface OneKey {
  readonly name: string
  readonly literal: readonly string[]
  readonly asks: 'instances' | 'classes'
}

/** All but the last component is said: the instances of one class, or the class. */
function ofOneKey(scheme: EpcScheme, { name, literal, asks }: OneKey): readonly IdPattern[] | undefined {
  const part = scheme.parts.at(-1)
  const qualifier = part !== undefined && 'ai' in part ? `/${part.ai}/` : ''
  const one = `urn:epc:${name}:${literal.join('.')}`
  const isPattern = scheme.hasPattern === true
  const link = canonicalId(isPattern ? `${one.replace(':id:', ':idpat:')}.*` : `${one}.0`)?.replace(/\/10\/0$/, '')
  if (link === undefined) return undefined
  if (isPattern && asks === 'classes') return [{ is: link }]
  return scheme.none === undefined ? [{ starts: link + qualifier }] : [{ is: link }, { starts: link + qualifier }]
}

/** What the canonical links of a pattern start with when only the company prefix is said, or nothing at all. */
function starting(
  scheme: EpcScheme,
  [prefix = '', ...more]: readonly string[],
  rest: { holds?: string; lacks?: string },
): readonly IdPattern[] | undefined {
  const link = `${host}/${scheme.ai}/`
  if (more.length > 0) return undefined
  if (prefix === '') return [{ starts: link, ...rest }]
  if (scheme.before === 'zero') return [{ starts: `${link}0${prefix}`, ...rest }]
  if (scheme.before === undefined) return [{ starts: link + prefix, ...rest }]
  return Array.from(firstDigits, (digit) => ({ starts: `${link}${digit}${prefix}`, ...rest }))
}
