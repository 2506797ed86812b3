import type { Ai, Elements } from './application-identifiers.ts'
import { checkDigit } from './check-digit.ts'
import { isAiData } from './check-value.ts'
import { type EpcScheme, epcSchemes, type SchemePart } from './epc-schemes.ts'
import { percentDecoded } from './percent.ts'

/**
 * The GS1 key and qualifiers that an EPC URI, EPC class URI or EPC pattern URI names, check digit included; nothing
 * when the text is none of these or stands for no GS1 key.
 * @source EPC Tag Data Standard 1.13 §6.3, §8 (patterns)
 * @example elementsOfEpc('urn:epc:id:sgtin:0614141.107346.2017') // [['01', '10614141073464'], ['21', '2017']]
 */
export function elementsOfEpc(urn: string): Elements | undefined {
  const [, kind = '', name = '', body = ''] = /^urn:epc:(id|class|idpat):([a-z]+):(.+)$/.exec(urn) ?? []
  const isPattern = kind === 'idpat'
  const scheme = epcSchemes[`${isPattern ? 'id' : kind}:${name}`]
  if (scheme === undefined || (isPattern && !(scheme.hasPattern && body.endsWith('.*')))) return undefined
  const components = componentsOf(body, scheme.parts.length + 2)
  return components && elementsOf(scheme, isPattern ? components.slice(0, -1) : components)
}

/** The components between the dots; the last takes what is left, since serials may hold dots themselves. */
function componentsOf(body: string, count: number): string[] | undefined {
  const pieces = body.split('.')
  if (pieces.length < count) return undefined
  const raw = [...pieces.slice(0, count - 1), pieces.slice(count - 1).join('.')]
  const components = raw.map(percentDecoded).filter((component) => component !== undefined)
  return components.length === count ? components : undefined
}

function elementsOf(scheme: EpcScheme, [prefix = '', reference = '', ...rest]: string[]): Elements | undefined {
  let key = keyOf(scheme, { prefix, reference })
  if (key === undefined) return undefined
  const qualifiers: (readonly [Ai, string])[] = []
  for (const [index, data] of rest.entries()) {
    const part = scheme.parts[index] as SchemePart
    if (data === '' || ('length' in part && data.length !== part.length)) return undefined
    if (!('ai' in part)) key += data
    else if (data !== scheme.none) qualifiers.push([part.ai, data])
  }
  const elements: Elements = [[scheme.ai, key], ...qualifiers]
  return elements.every(([ai, data]) => isAiData(ai, data)) ? elements : undefined
}

function keyOf(scheme: EpcScheme, { prefix, reference }: { prefix: string; reference: string }): string | undefined {
  if (!/^\d{6,12}$/.test(prefix)) return undefined
  if (scheme.digits === undefined) return reference === '' ? undefined : prefix + reference
  if (!/^\d*$/.test(reference) || prefix.length + reference.length !== scheme.digits) return undefined
  const digits = { first: `${reference[0]}${prefix}${reference.slice(1)}`, zero: `0${prefix}${reference}`, none: '' }
  const whole = scheme.before === undefined ? prefix + reference : digits[scheme.before]
  return whole + checkDigit(whole)
}
