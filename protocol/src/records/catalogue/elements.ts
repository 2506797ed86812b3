import { isNumberAsWritten, type JsonObject, type JsonValue } from '../../kernel/index.ts'

/** One code of a code system; the system is empty where the source gave none. */
export interface Code {
  readonly system: string
  readonly code: string
}

/** True for a JSON object; false for lists, null and numbers kept as written. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isNumberAsWritten(value)
}

/**
 * The values at a path of elements; lists are walked, and an element with a choice of types is found under any of its
 * names: `effective` finds `effectiveDateTime` and `effectivePeriod`.
 */
export function valuesAt(resource: JsonObject, path: string): JsonValue[] {
  let values: JsonValue[] = [resource]
  for (const element of path.split('.')) {
    values = values.flatMap((value) => (isObject(value) ? childrenOf(value, element) : []))
  }
  return values
}

function childrenOf(node: JsonObject, element: string): JsonValue[] {
  const [name = '', type] = element.split(':')
  const found = node[name] ?? choiceOf(node, name, type)
  return found === undefined ? [] : Array.isArray(found) ? found : [found]
}

function choiceOf(node: JsonObject, name: string, type: string | undefined): JsonValue | undefined {
  if (type !== undefined) return node[name + type.charAt(0).toUpperCase() + type.slice(1)]
  for (const key in node) {
    const next = key.charCodeAt(name.length)
    if (next >= 65 && next <= 90 && key.startsWith(name)) return node[key]
  }
  return undefined
}

/** The codings of the concepts, codings or codes at a path. */
export function codingsAt(resource: JsonObject, path: string): Code[] {
  return valuesAt(resource, path).flatMap((value) => {
    if (!isObject(value)) return []
    const codings = Array.isArray(value.coding) ? value.coding : [value]
    return codings.flatMap((coding) =>
      isObject(coding) && typeof coding.code === 'string'
        ? [{ system: typeof coding.system === 'string' ? coding.system : '', code: coding.code }]
        : [],
    )
  })
}

/** The first text of a concept at a path: its own, or what a coding is called. */
export function wordsAt(resource: JsonObject, path: string): string | undefined {
  for (const value of valuesAt(resource, path)) {
    if (!isObject(value)) continue
    const codings = Array.isArray(value.coding) ? value.coding.filter(isObject) : []
    const text = [value.text, value.display, ...codings.map((coding) => coding.display)].find(
      (t) => typeof t === 'string',
    )
    if (typeof text === 'string') return text
  }
  return undefined
}
