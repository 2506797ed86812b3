import type { JsonObject } from '../../kernel/index.ts'
import type { Code } from '../catalogue/elements.ts'
import { isFileLocal } from '../fhir/references.ts'
import type { FoundReference, ResourceWalk } from '../fhir/walk.ts'
import type { RecordEntry } from './entry.ts'
import { fhirIdOf } from './entry.ts'
import type { Group, Identities } from './identities.ts'
import type { SourceFile } from './source-file.ts'

export type { Identities } from './identities.ts'

/** A resource of a file with what the walk found and the id it is given. */
export interface Candidate {
  readonly file: SourceFile
  readonly at: string
  readonly fullUrl: string | undefined
  /** Where its full URL says that it comes from, with the last slash. */
  readonly base: string | undefined
  readonly type: string
  readonly resource: JsonObject
  readonly walk: ResourceWalk
  readonly id: RecordEntry['id']
  /** What the file around it was marked with. */
  readonly marks: readonly Code[]
}

/** The resource that a reference means, if it was read. */
export function resolve(reference: FoundReference, identities: Identities): Candidate | undefined {
  return groupOf(reference, identities)?.current
}

/** What a reference turns out to be. */
export type Resolution = 'inside' | 'contained' | 'outside' | 'ambiguous' | 'unresolved' | 'wrong-type'

/** Judges one reference against what was read. */
export function judge(reference: FoundReference, identities: Identities): Resolution {
  const target = resolve(reference, identities)
  if (target !== undefined) return reference.targets?.has(target.type) === false ? 'wrong-type' : 'inside'
  if (reference.value.startsWith('#')) return 'contained'
  if (identities.get(reference) === 'several') return 'ambiguous'
  return isFileLocal(reference.value) ? 'unresolved' : 'outside'
}

/** Points a reference or link to the new id of its target. */
export function rewrite(reference: FoundReference, target: Candidate): void {
  reference.holder[reference.property] = `${target.type}/${fhirIdOf(target.id)}`
}

function groupOf(reference: FoundReference, identities: Identities): Group | undefined {
  const found = identities.get(reference)
  return found === 'several' ? undefined : found
}
