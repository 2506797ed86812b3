import type { JsonObject, JsonValue } from '../kernel/index.ts'
import { canonicalExtension, canonicalValue } from './canonical-value.ts'
import { compareCodePoints, hasPair } from './code-point-order.ts'
import { faults } from './error-reasons.ts'
import { type EventField, ignoredFields, orderedFields, sortedFields, type ValueKind } from './event-fields.ts'
import { isObject, leafText } from './leaf-text.ts'
import type { Namespaces } from './namespaces.ts'
import type { Place } from './place.ts'

/** An event with where it stands and the prefixes that hold in it. */
export interface PlacedEvent {
  readonly value: JsonValue
  readonly place: Place
  readonly namespaces: Namespaces
}

/** Comments may be added without making another event of it. @source EPCIS 2.0 §8.2.3 */
const comments: ReadonlySet<string> = new Set(['comment', '{http://www.w3.org/2000/01/rdf-schema#}comment'])
const eventNames: ReadonlySet<string> = new Set([
  ...ignoredFields,
  ...[...orderedFields, ...sortedFields].map(({ name }) => name),
])

/**
 * The text of an event that is hashed: the same for every way to write the event.
 * @source CBV 2.0 §8.9.2 and §8.9.3
 */
export function preHashOf({ value, place, namespaces }: PlacedEvent): string {
  return new PreHash(namespaces).event(value, place)
}

/** Writes the canonical text of one event. Places are passed along so that a refusal can say where. */
class PreHash {
  readonly #namespaces: Namespaces

  constructor(namespaces: Namespaces) {
    this.#namespaces = namespaces
  }

  event(value: JsonValue, place: Place): string {
    if (!isObject(value)) return place.refuse(faults.object)
    const { '@context': _, ...fields } = value
    const { plain, extensions } = this.#sorted('@context' in value ? fields : value, eventNames, place)
    const kind = plain.type ?? plain['@type'] ?? place.refuse(faults.missing, 'type')
    const opening = `eventType=${this.#kind(kind, place)}`
    const ordered = this.#ordered(plain, orderedFields, place)
    if (!ordered.startsWith('eventTime=')) place.refuse(faults.missing, 'eventTime')
    const others = sortedFields.map((field) => this.#field(plain[field.name], field, place))
    for (const key of extensions) this.#extension(plain[key] as JsonValue, key, { place, texts: others })
    return opening + ordered + joined(others)
  }

  #kind(kind: JsonValue, place: Place): string {
    const text = leafText(kind) ?? place.refuse(faults.text, 'type')
    return text === '' ? place.refuse(faults.missing, 'type') : this.#namespaces.nameOf(text)
  }

  /** The fields of an object under the names that EPCIS has for them, and the keys of its extensions. */
  #sorted(value: JsonObject, names: ReadonlySet<string>, place: Place): { plain: JsonObject; extensions: string[] } {
    const extensions: string[] = []
    for (const key of Object.keys(value)) {
      if (names.has(key)) continue
      if (key === '@context') place.refuse(faults.context, key)
      const name = this.#namespaces.nameOf(key)
      if (names.has(name)) return this.#sorted(this.#renamed(value), names, place)
      if (value[key] !== null && !comments.has(name)) extensions.push(key)
    }
    return { plain: value, extensions }
  }

  /** A field under its full name is the same field; what comes under both names is a list. */
  #renamed(value: JsonObject): JsonObject {
    const renamed: JsonObject = {}
    for (const [key, held] of Object.entries(value)) {
      const name = this.#namespaces.nameOf(key)
      const plain = name.startsWith('{') ? key : name
      renamed[plain] = Object.hasOwn(renamed, plain) ? [renamed[plain] as JsonValue, held] : held
    }
    return renamed
  }

  #ordered(value: JsonObject, fields: readonly EventField[], place: Place): string {
    let text = ''
    for (const field of fields) text += this.#field(value[field.name], field, place)
    return text
  }

  /** A field with its values sorted; empty when there are none. */
  #field(value: JsonValue | undefined, field: EventField, place: Place): string {
    if (value === undefined || value === null) return ''
    const texts: string[] = []
    this.#elements(value, field, { place, key: field.name, texts })
    const text = joined(texts)
    return text === '' || field.element === undefined ? text : field.name + text
  }

  /** The elements of a list, of lists within it too; a single value is a list of one. @source JSON-LD 1.1 §4.3.2 (sets) */
  #elements(value: JsonValue, field: EventField, at: { place: Place; key: string | number; texts: string[] }): void {
    const { place, key, texts } = at
    if (value === null) return
    if (Array.isArray(value)) {
      const inner = place.in(key)
      for (let index = 0; index < value.length; index++) {
        this.#elements(value[index] as JsonValue, field, { place: inner, key: index, texts })
      }
      return
    }
    if (texts.length === 1 && isSingle(field)) place.refuse(faults.many, key)
    const { holds } = field
    const text = isKind(holds) ? this.#value(value, holds, at) : this.#object(value, holds, at)
    texts.push(text === '' ? '' : (field.element ?? field.name) + text)
  }

  #value(value: JsonValue, kind: ValueKind, { place, key }: { place: Place; key: string | number }): string {
    const text = leafText(value) ?? place.refuse(faults.text, key)
    if (text === '') return ''
    const canonical = canonicalValue(text, kind, this.#namespaces)
    return typeof canonical === 'string' ? `=${canonical}` : place.refuse(canonical, key)
  }

  /** The fields of an object in their order, then its extensions. A place written as text is its `id`. */
  #object(value: JsonValue, fields: readonly EventField[], at: { place: Place; key: string | number }): string {
    if (!isObject(value)) {
      const [first] = fields
      if (first?.name !== 'id') return at.place.refuse(faults.object, at.key)
      const text = this.#value(value, 'text', at)
      return text === '' ? '' : first.name + text
    }
    const place = at.place.in(at.key)
    const { plain, extensions } = this.#sorted(value, namesOf(fields), place)
    const text = this.#ordered(plain, fields, place)
    if (extensions.length === 0) return text
    const texts: string[] = []
    for (const key of extensions) this.#extension(plain[key] as JsonValue, key, { place, texts })
    return text + joined(texts)
  }

  /**
   * An extension with what is nested in it, one text for each of its values. A name that ends in `List` stands once,
   * before elements that are called as it is without the ending, as the reference implementation reads it.
   */
  #extension(value: JsonValue, key: string, { place, texts }: { place: Place; texts: string[] }): void {
    const name = this.#namespaces.nameOf(key)
    const isList = name.endsWith('List')
    const found: string[] = isList ? [] : texts
    this.#extended(value, isList ? name.slice(0, -'List'.length) : name, { place, key, texts: found })
    if (isList && found.length > 0) texts.push(name + joined(found))
  }

  #extended(value: JsonValue, name: string, at: { place: Place; key: string | number; texts: string[] }): void {
    const { place, key, texts } = at
    if (value === null) return
    if (Array.isArray(value)) {
      const inner = place.in(key)
      for (let index = 0; index < value.length; index++) {
        this.#extended(value[index] as JsonValue, name, { place: inner, key: index, texts })
      }
    } else if (isObject(value)) {
      const inner: string[] = []
      const within = place.in(key)
      const { plain, extensions } = this.#sorted(value, noNames, within)
      for (const one of extensions) this.#extension(plain[one] as JsonValue, one, { place: within, texts: inner })
      texts.push(name + joined(inner))
    } else {
      const text = canonicalExtension(leafText(value) as string, this.#namespaces)
      texts.push(text === '' ? name : `${name}=${text}`)
    }
  }
}

const noNames: ReadonlySet<string> = new Set()
const known = new Map<readonly EventField[], ReadonlySet<string>>()

function namesOf(fields: readonly EventField[]): ReadonlySet<string> {
  let names = known.get(fields)
  if (names === undefined) {
    names = new Set(fields.map(({ name }) => name))
    known.set(fields, names)
  }
  return names
}

function joined(texts: string[]): string {
  if (texts.length < 2) return texts[0] ?? ''
  // Only halves of a pair stand elsewhere by code points than by the units that texts are sorted by.
  return texts.sort(texts.some(hasPair) ? compareCodePoints : undefined).join('')
}

function isSingle({ holds }: EventField): boolean {
  return holds === 'instant' || holds === 'number' || holds === 'action'
}

function isKind(holds: EventField['holds']): holds is ValueKind {
  return typeof holds === 'string' || 'terms' in holds
}
