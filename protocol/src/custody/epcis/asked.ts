import { type TermList, termIri } from '../cbv-terms.ts'
import { custodyErrors } from '../errors.ts'
import { instantOf } from '../instant-text.ts'
import { QUERY_NAME_CHARS_MAX } from '../limits.ts'
import type { Namespaces } from '../namespaces.ts'
import { numberText } from '../number-text.ts'
import type { ExtensionValue, IdPattern } from './event-query.ts'
import { extensionValue } from './extension-facts.ts'
import { idPatterns } from './id-patterns.ts'
import { queryReasons } from './query-reasons.ts'
import { isUri } from './value-rules.ts'

/** One parameter of a query with its values, each way to read them refusing what cannot be read so. */
export class Asked {
  readonly parameter: string
  readonly values: readonly string[]
  readonly namespaces: Namespaces

  constructor(parameter: string, value: string | readonly string[], namespaces: Namespaces) {
    this.parameter = parameter
    this.namespaces = namespaces
    this.values = typeof value === 'string' ? value.split(this.#parting(value)) : value
  }

  /** Throws what is wrong with the parameter. */
  refuse(reason: keyof typeof queryReasons): never {
    const parameter = this.parameter.slice(0, QUERY_NAME_CHARS_MAX)
    throw custodyErrors.CUSTODY_QUERY_INVALID({ parameter, reason: queryReasons[reason] })
  }

  /** Texts of extensions and of sensors may have commas of their own. */
  #parting(value: string): RegExp | string {
    if (this.parameter.includes(':') || this.parameter.endsWith('stringValue')) return '|'
    return words.test(value) ? ',' : uris
  }

  one(): string {
    const [value, ...more] = this.values
    if (value === undefined || value === '') return this.refuse('empty')
    return more.length > 0 ? this.refuse('one') : value
  }

  /** A whole number from 1 up to a limit. */
  count(max: number): number {
    const text = this.one()
    if (!/^[1-9]\d{0,15}$/.test(text)) return this.refuse('count')
    return Number(text) <= max ? Number(text) : this.refuse('large')
  }

  /** It asks only whether something is there. */
  exists(): void {
    if (this.values.length > 1 || !/^(|1|true|null)$/.test(this.values[0] ?? '')) this.refuse('exists')
  }

  texts(): readonly string[] {
    return this.#each((text) => text, 'empty')
  }

  words(allowed: ReadonlySet<string>): readonly string[] {
    return this.#each((text) => (allowed.has(text) ? text : undefined), 'word')
  }

  uris(): readonly string[] {
    return this.#each((text) => (isUri(text) ? text : undefined), 'uri')
  }

  /** URIs in their canonical form. */
  ids(): readonly string[] {
    return this.#each((text) => (isUri(text) ? this.namespaces.canonical(text) : undefined), 'uri')
  }

  terms(list: TermList): readonly string[] {
    return this.#each((text) => termAsked(text, list, this.namespaces), 'word')
  }

  instants(): readonly number[] {
    return [instantOf(this.one()) ?? this.refuse('instant')]
  }

  /** One number; several where it is enough that one is equal. */
  numbers(operator: string): readonly number[] {
    if (operator !== 'eq') this.one()
    return this.#each((text) => (numberText(text) === undefined ? undefined : Number(text)), 'number')
  }

  patterns(asks: 'instances' | 'classes'): readonly IdPattern[] {
    const { namespaces } = this
    return this.#each((text) => (isUri(text) ? idPatterns(text, { asks, namespaces }) : undefined), 'pattern').flat()
  }

  extensionValues(operator: string): readonly ExtensionValue[] {
    const values = this.#each((text) => extensionValue(text, this.namespaces), 'empty')
    if (operator === 'eq') return values
    this.one()
    const isOrdered = values.every(({ number, time }) => number !== undefined || time !== undefined)
    return isOrdered ? values : this.refuse('ordered')
  }

  #each<Read>(read: (text: string) => Read | undefined, reason: keyof typeof queryReasons): readonly Read[] {
    if (this.values.length === 0 || this.values.includes('')) return this.refuse('empty')
    return this.values.map((text) => read(text) ?? this.refuse(reason))
  }
}

/** A word of a list or a URI in its canonical form; nothing for any other text. */
export function termAsked(text: string, list: TermList, namespaces: Namespaces): string | undefined {
  return termIri(list, text) ?? (isUri(text) ? namespaces.canonical(text) : undefined)
}

const words = /^[A-Za-z_]+(?:,[A-Za-z_]+)+$/
/** No URI has a bar in it; a comma parts URIs of the kinds that events are full of. */
const uris = /\||,(?=urn:|https?:\/\/)/
