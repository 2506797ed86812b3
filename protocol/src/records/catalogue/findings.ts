import type { JsonObject, JsonValue } from '../../kernel/index.ts'
import { type Code, isObject } from './elements.ts'

/** What an invalid resource holds that may be sensitive, wherever it stands. */
export interface Findings {
  readonly codings: Code[]
  readonly words: string[]
  readonly references: { readonly value: string; readonly path: string }[]
}

/** Elements whose text is a name of something. */
const named = new Set(['text', 'display', 'title', 'description'])

/** Gathers codes, names and references without asking whether they stand where R4 has them. */
export function findingsIn(resource: JsonValue): Findings {
  const found: Findings = { codings: [], words: [], references: [] }
  gather(resource, { path: '', found })
  return found
}

function gather(value: JsonValue, { path, found }: { path: string; found: Findings }): void {
  if (Array.isArray(value))
    for (const [index, item] of value.entries()) gather(item, { path: `${path}[${index}]`, found })
  if (!isObject(value)) return
  gatherOwn(value, { path, found })
  for (const [name, child] of Object.entries(value)) gather(child, { path: `${path}.${name}`, found })
}

function gatherOwn(node: JsonObject, { path, found }: { path: string; found: Findings }): void {
  const { system, code, reference } = node
  if (typeof code === 'string') found.codings.push({ system: typeof system === 'string' ? system : '', code })
  if (typeof reference === 'string') found.references.push({ value: reference, path })
  for (const name of named) {
    const text = node[name]
    if (typeof text === 'string') found.words.push(text)
  }
}
