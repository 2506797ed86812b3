import type { JsonObject } from '../../kernel/index.ts'
import type { Code } from '../catalogue/elements.ts'
import { isFileLocal, targetTypeOf, withoutVersion } from '../fhir/references.ts'
import type { FoundReference, ResourceWalk } from '../fhir/walk.ts'
import type { RecordEntry } from './entry.ts'
import { fhirIdOf } from './entry.ts'

/** A resource of the file with what the walk found and the id it is given. */
export interface Candidate {
  readonly at: string
  readonly fullUrl: string | undefined
  readonly type: string
  readonly resource: JsonObject
  readonly walk: ResourceWalk
  readonly id: RecordEntry['id']
  /** What the file around it was marked with. */
  readonly marks: readonly Code[]
}

/** Which resource of the file answers to a name. */
export type Identities = ReadonlyMap<string, Candidate>

/** The names each resource goes by: its full URL, `Type/id`, and `Type/id` under the base of its full URL. First come, first served. */
export function identitiesOf(candidates: readonly Candidate[]): Identities {
  const names = new Map<string, Candidate>()
  for (const candidate of candidates) {
    for (const name of namesOf(candidate)) if (!names.has(name)) names.set(name, candidate)
  }
  return names
}

/** The names of one resource. @source R4 Bundle §2.36.4.1, how references are resolved */
export function namesOf({ fullUrl, type, resource }: Candidate): string[] {
  const names = fullUrl === undefined ? [] : [withoutVersion(fullUrl)]
  if (typeof resource.id === 'string') names.push(`${type}/${resource.id}`)
  const short =
    fullUrl === undefined || targetTypeOf(fullUrl) === undefined ? undefined : fullUrl.split('/').slice(-2).join('/')
  return short === undefined || names.includes(short) ? names : [...names, short]
}

/** The resource of the file that a reference means, if any. */
export function resolve(reference: Pick<FoundReference, 'value'>, identities: Identities): Candidate | undefined {
  return identities.get(reference.value) ?? identities.get(withoutVersion(reference.value))
}

/** What a reference turns out to be. */
export type Resolution = 'inside' | 'contained' | 'outside' | 'unresolved' | 'wrong-type'

/** Judges one reference against the file it stands in. */
export function judge(reference: FoundReference, target: Candidate | undefined): Resolution {
  if (target !== undefined) return reference.targets?.has(target.type) === false ? 'wrong-type' : 'inside'
  if (reference.value.startsWith('#')) return 'contained'
  return isFileLocal(reference.value) ? 'unresolved' : 'outside'
}

/** Points a reference or link to the new id of its target. */
export function rewrite(reference: FoundReference, target: Candidate): void {
  reference.holder[reference.property] = `${target.type}/${fhirIdOf(target.id)}`
}
