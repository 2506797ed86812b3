import type { JsonObject, JsonValue } from '../../kernel/index.ts'
import type { Problem } from './problems.ts'
import type { FoundReference } from './walk.ts'

/** What is wrong with the resources inside a resource, and with the references to them. @source R4 §2.3.3, dom-2 to dom-5, ref-1 */
export function checkContained(resource: JsonObject, references: readonly FoundReference[]): Problem[] {
  const contained = (Array.isArray(resource.contained) ? resource.contained : []) as JsonValue[]
  const path = `${typeof resource.resourceType === 'string' ? resource.resourceType : 'Resource'}.contained`
  return contained.flatMap((inner, index) => checkOne(inner, { path: `${path}[${index}]`, references }))
}

function checkOne(inner: JsonValue, around: { path: string; references: readonly FoundReference[] }): Problem[] {
  if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return []
  const { path, references } = around
  const broken = (key: string): Problem => ({ path, rule: 'invariant', expected: key })
  const problems: Problem[] = []
  if (inner.contained !== undefined) problems.push(broken('dom-2'))
  const meta = inner.meta as JsonObject | undefined
  if (meta?.versionId !== undefined || meta?.lastUpdated !== undefined) problems.push(broken('dom-4'))
  if (meta?.security !== undefined) problems.push(broken('dom-5'))
  const isNamed = references.some(({ value }) => value.startsWith('#') && value.slice(1) === inner.id)
  const namesOuter = references.some((reference) => reference.value === '#' && reference.path.startsWith(path))
  if (!isNamed && !namesOuter) problems.push(broken('dom-3'))
  return problems
}

/** References to contained resources (`#id`) that are not there. @source R4 ref-1 */
export function checkFragments(resource: JsonObject, references: readonly FoundReference[]): Problem[] {
  const contained = Array.isArray(resource.contained) ? (resource.contained as JsonObject[]) : []
  const ids = new Set(contained.map((inner) => inner?.id))
  return references
    .filter(
      ({ isReference, value }) => isReference && value.length > 1 && value.startsWith('#') && !ids.has(value.slice(1)),
    )
    .map(({ path }) => ({ path, rule: 'invariant', expected: 'ref-1' }))
}
