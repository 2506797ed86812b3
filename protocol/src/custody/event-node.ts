import { isNumberAsWritten, type JsonObject, type JsonValue, type Words } from '../kernel/index.ts'
import { faults, quantities } from './error-reasons.ts'
import { custodyErrors } from './errors.ts'
import { EVENT_DEPTH_MAX, EVENT_TEXT_CHARS_MAX, EVENT_VALUES_MAX } from './limits.ts'
import type { Namespaces } from './namespaces.ts'

/** Comments may be added without making another event of it. @source EPCIS 2.0 §8.2.3 */
const comments: ReadonlySet<string> = new Set(['comment', '{http://www.w3.org/2000/01/rdf-schema#}comment'])

interface Place {
  readonly pointer: string
  readonly namespaces: Namespaces
  readonly depth: number
  /** Values met in the event so far. */
  readonly met: { count: number }
}

/** One value of an event with its place in the document and the prefixes that hold there. */
export class EventNode {
  readonly namespaces: Namespaces
  readonly #value: JsonValue
  readonly #place: Place

  private constructor(value: JsonValue, place: Place) {
    this.#value = value
    this.#place = place
    this.namespaces = place.namespaces
    if (++place.met.count > EVENT_VALUES_MAX) this.#exceeded(EVENT_VALUES_MAX, quantities.values)
    if (place.depth > EVENT_DEPTH_MAX) this.#exceeded(EVENT_DEPTH_MAX, quantities.levels)
  }

  /** The whole event. */
  static event(value: JsonValue, at: { pointer: string; namespaces: Namespaces }): EventNode {
    const context = isObject(value) && Object.hasOwn(value, '@context') ? value['@context'] : undefined
    const own = context === undefined ? at.namespaces : at.namespaces.with(context, `${at.pointer}/@context`)
    return new EventNode(value, { ...at, namespaces: own, depth: 0, met: { count: 0 } })
  }

  /** Throws what is wrong with the value, or with one of its fields. */
  refuse(reason: Words, field?: string): never {
    const pointer = field === undefined ? this.#place.pointer || '/' : `${this.#place.pointer}/${field}`
    throw custodyErrors.CUSTODY_EVENT_INVALID({ pointer, reason })
  }

  isObject(): boolean {
    return isObject(this.#value)
  }

  /** The fields of an object by their names, without comments and without what is null. */
  fields(): (readonly [name: string, node: EventNode])[] {
    if (!isObject(this.#value)) return this.refuse(faults.object)
    if (this.#place.depth > 0 && Object.hasOwn(this.#value, '@context')) this.refuse(faults.context, '@context')
    return Object.entries(this.#value)
      .filter(([key, value]) => value !== null && key !== '@context')
      .map(([key, value]) => [this.namespaces.nameOf(key), this.#child(key, value)] as const)
      .filter(([name]) => !comments.has(name))
  }

  /** The elements of a list, of lists within it too; a single value is a list of one. @source JSON-LD 1.1 §4.3.2 (sets) */
  list(): EventNode[] {
    const value = this.#value
    if (value === null) return []
    return Array.isArray(value) ? value.flatMap((one, index) => this.#child(String(index), one).list()) : [this]
  }

  /** A text, number or truth value as text, without white space around it. */
  text(): string {
    const value = this.#value
    if (isNumberAsWritten(value)) return (value as unknown as { rawJSON: string }).rawJSON
    if (typeof value === 'object') return this.refuse(faults.text)
    const text = String(value).trim()
    if (text.length > EVENT_TEXT_CHARS_MAX) this.#exceeded(EVENT_TEXT_CHARS_MAX, quantities.text)
    return text
  }

  #child(key: string, value: JsonValue): EventNode {
    const { pointer, depth, met } = this.#place
    const token = key.replaceAll('~', '~0').replaceAll('/', '~1')
    return new EventNode(value, { pointer: `${pointer}/${token}`, namespaces: this.namespaces, depth: depth + 1, met })
  }

  #exceeded(max: number, what: Words): never {
    throw custodyErrors.CUSTODY_LIMIT_EXCEEDED({ pointer: this.#place.pointer || '/', max, what })
  }
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isNumberAsWritten(value)
}
