import type { JsonObject, JsonValue } from '../../kernel/index.ts'
import { instantOf } from '../instant-text.ts'
import { isObject, leafText } from '../leaf-text.ts'
import type { Namespaces } from '../namespaces.ts'
import { numberText } from '../number-text.ts'
import type { ExtensionFact, ExtensionPlace } from './event-facts.ts'

interface Within {
  readonly place: ExtensionPlace
  readonly depth: number
  readonly within?: string
  readonly within_told?: string
}

const none: readonly never[] = []

/** Every extension of an event, wherever it stands. Most events have none. */
export function extensionsOf(event: JsonObject, namespaces: Namespaces): readonly ExtensionFact[] {
  const reader = new ExtensionReader(namespaces)
  reader.among(event, 'event')
  reader.among(event.readPoint, 'read_point')
  reader.among(event.bizLocation, 'biz_location')
  reader.among(event.ilmd, 'ilmd')
  reader.among(event.errorDeclaration, 'error')
  for (const element of (event.sensorElementList as JsonObject[] | undefined) ?? none) {
    reader.among(element, 'sensor_element')
    reader.among(element.sensorMetadata, 'sensor_metadata')
    for (const report of element.sensorReport as JsonObject[]) reader.among(report, 'sensor_report')
  }
  return reader.facts
}

/** A text of an extension with the number and the instant that it may be, in an event and in a question alike. */
export function extensionValue(text: string, namespaces: Namespaces): { text: string; number?: number; time?: number } {
  const number = numberText(text)
  if (number !== undefined) return { text: number, number: Number(number) }
  const time = instantOf(text)
  return time === undefined ? { text: namespaces.canonical(text) } : { text, time }
}

class ExtensionReader {
  readonly facts: ExtensionFact[] = []
  readonly #namespaces: Namespaces

  constructor(namespaces: Namespaces) {
    this.#namespaces = namespaces
  }

  /** The extensions directly in an object: EPCIS's own names have no colon. */
  among(object: JsonValue | undefined, place: ExtensionPlace): void {
    if (!isObject(object)) return
    for (const key of Object.keys(object)) {
      if (key.includes(':')) this.#read(object[key] as JsonValue, key, { place, depth: 0 })
    }
  }

  #read(value: JsonValue, told: string, at: Within): void {
    if (Array.isArray(value)) {
      for (const one of value) this.#read(one, told, at)
      return
    }
    const named = { ...at, name: this.#namespaces.nameOf(told), told }
    if (isObject(value)) {
      this.facts.push(named)
      const inner = { place: at.place, depth: at.depth + 1, within: named.name, within_told: told }
      for (const key of Object.keys(value)) this.#read(value[key] as JsonValue, key, inner)
    } else if (value !== null) {
      this.facts.push({ ...named, ...extensionValue(leafText(value) as string, this.#namespaces) })
    }
  }
}
