import type { JsonObject, JsonValue } from '../../kernel/index.ts'
import { faults } from '../error-reasons.ts'
import { isObject } from '../leaf-text.ts'
import type { Namespaces } from '../namespaces.ts'
import type { Place } from '../place.ts'
import { reasons } from './check-reasons.ts'
import type { ListShape, ObjectShape, Shape } from './shapes.ts'
import { isUri } from './value-rules.ts'

/** Refuses, with its place, what does not look as the shape says. Names of extensions need a prefix that is known. */
export class ShapeCheck {
  readonly #namespaces: Namespaces

  constructor(namespaces: Namespaces) {
    this.#namespaces = namespaces
  }

  /** The object at a place. `@context` is for whoever made the namespaces of it. */
  object(value: JsonValue, shape: ObjectShape, place: Place): JsonObject {
    if (!isObject(value)) return place.refuse(faults.object)
    for (const key of Object.keys(value)) {
      const field = shape.fields.get(key)
      const held = value[key] as JsonValue
      if (field !== undefined) this.#value(held, field, { place, key })
      else if (key !== '@context') this.#extension(held, key, { place, shape })
    }
    for (const name of shape.required) if (!Object.hasOwn(value, name)) place.refuse(faults.missing, name)
    const { some } = shape
    if (some.length > 0 && !some.some((name) => Object.hasOwn(value, name))) place.refuse(faults.missing, some[0])
    return value
  }

  #value(value: JsonValue, shape: Shape, { place, key }: { place: Place; key: string | number }): void {
    if (typeof shape === 'function') {
      const fault = shape(value)
      if (fault !== undefined) place.refuse(fault, key)
    } else if ('fields' in shape) this.object(value, shape, place.in(key))
    else if ('each' in shape) this.#list(value, shape, { place, key })
    else if (Array.isArray(value)) this.#list(value, shape.many, { place, key })
    else this.#value(value, shape.one, { place, key })
  }

  #list(value: JsonValue, shape: ListShape, { place, key }: { place: Place; key: string | number }): void {
    const list = Array.isArray(value) ? value : place.refuse(reasons.list, key)
    if (list.length < shape.least) place.refuse(reasons.empty, key)
    const inner = place.in(key)
    for (let at = 0; at < list.length; at++) this.#value(list[at] as JsonValue, shape.each, { place: inner, key: at })
    if (shape.isSet && list.length > 1) refuseTwice(list, inner)
  }

  #extension(value: JsonValue, key: string, { place, shape }: { place: Place; shape: ObjectShape }): void {
    if (shape.extensions === 'refused' || !key.includes(':') || !isUri(key)) place.refuse(reasons.unknown, key)
    this.#name(key, place)
    this.#within(value, place.in(key))
  }

  /** Names within an extension may do without a prefix. */
  #within(value: JsonValue, place: Place): void {
    if (Array.isArray(value)) {
      for (let at = 0; at < value.length; at++) {
        const one = value[at] as JsonValue
        if (typeof one === 'object') this.#within(one, place.in(at))
      }
    } else if (isObject(value)) {
      for (const key of Object.keys(value)) {
        if (key === '@context') place.refuse(faults.context, key)
        if (key.includes(':')) this.#name(key, place)
        const held = value[key] as JsonValue
        if (typeof held === 'object') this.#within(held, place.in(key))
      }
    }
  }

  #name(key: string, place: Place): void {
    const name = this.#namespaces.nameOf(key)
    if (name.startsWith('{')) return
    if (name !== key) place.refuse(reasons.alias, key)
    if (!this.#namespaces.isOpen) place.refuse(reasons.prefix, key)
  }
}

function refuseTwice(list: readonly JsonValue[], place: Place): void {
  const met = new Set<JsonValue>()
  for (const [at, one] of list.entries()) {
    if (met.has(one)) place.refuse(reasons.twice, at)
    met.add(one)
  }
}
