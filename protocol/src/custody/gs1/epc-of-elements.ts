import type { Elements } from './application-identifiers.ts'
import { checkDigit } from './check-digit.ts'
import { type EpcScheme, epcSchemes } from './epc-schemes.ts'
import { urnText } from './percent.ts'

/**
 * The EPC URI of a key and its qualifier, a pattern where only a class is named; nothing when there is no such URI or
 * the check digit is wrong.
 * @param elements a key and at most one qualifier, as `finestOf` gives them
 * @param options.prefix_digits digits of the GS1 company prefix, 6 to 12: a key doesn't say how long it is
 * @source EPC Tag Data Standard 1.13 §7
 * @example epcOf([['01', '10614141073464'], ['21', '2017']], { prefix_digits: 7 }) // 'urn:epc:id:sgtin:0614141.107346.2017'
 */
export function epcOf(elements: Elements, { prefix_digits }: { prefix_digits: number }): string | undefined {
  const [key, qualifier, ...more] = elements
  if (key === undefined || more.length > 0 || !(prefix_digits >= 6 && prefix_digits <= 12)) return undefined
  for (const [name, scheme] of Object.entries(epcSchemes)) {
    const last = scheme.parts.at(-1)
    const asked = last !== undefined && 'ai' in last ? last.ai : undefined
    if (scheme.ai !== key[0] || (qualifier !== undefined && qualifier[0] !== asked)) continue
    const split = splitKey(scheme, { data: key[1], prefix_digits })
    const rest = split && partsOf(scheme, { tail: split.tail, qualifier: qualifier?.[1] })
    if (rest === undefined) continue
    const kind = rest.isPattern ? name.replace('id:', 'idpat:') : name
    return `urn:epc:${kind}:${[split?.head, ...rest.parts].join('.')}`
  }
  return undefined
}

interface KeyData {
  readonly data: string
  readonly prefix_digits: number
}

/** Prefix and reference with the dot between them, and what follows the check digit. */
function splitKey(scheme: EpcScheme, { data, prefix_digits }: KeyData): { head: string; tail: string } | undefined {
  if (scheme.digits === undefined) {
    const [prefix, reference] = [data.slice(0, prefix_digits), urnText(data.slice(prefix_digits))]
    return reference === '' || /\D/.test(prefix) ? undefined : { head: `${prefix}.${reference}`, tail: '' }
  }
  const length = scheme.digits + (scheme.before === 'zero' ? 1 : 0)
  const whole = data.slice(0, length)
  if (prefix_digits > scheme.digits || checkDigit(whole) !== data[length]) return undefined
  const digits = scheme.before === undefined ? whole : whole.slice(1)
  const first = scheme.before === 'first' ? whole.slice(0, 1) : ''
  const head = `${digits.slice(0, prefix_digits)}.${first}${digits.slice(prefix_digits)}`
  return { head, tail: data.slice(length + 1) }
}

interface Parts {
  readonly parts: readonly string[]
  readonly isPattern: boolean
}

/** The components after the reference; `*` last when only the class is named; nothing when one is lacking. */
function partsOf(scheme: EpcScheme, given: { tail: string; qualifier: string | undefined }): Parts | undefined {
  let { tail } = given
  const parts: string[] = []
  for (const part of scheme.parts) {
    const length = 'ai' in part ? 0 : (part.length ?? tail.length)
    const data = 'ai' in part ? (given.qualifier ?? scheme.none ?? '') : tail.slice(0, length)
    tail = tail.slice(length)
    parts.push(urnText(data))
  }
  const isPattern = parts.at(-1) === '' && scheme.hasPattern === true
  if (isPattern) parts[parts.length - 1] = '*'
  return parts.includes('') ? undefined : { parts, isPattern }
}
