import type { Id } from '../../kernel/index.ts'
import type { Category } from '../catalogue/categories.ts'
import type { Code } from '../catalogue/elements.ts'
import type { SensitiveLabel } from '../catalogue/sensitive-labels.ts'

/** One FHIR resource or one file, ready to be sealed. */
export interface RecordEntry {
  readonly id: Id<'entry'>
  /** A FHIR resource type, or `file`. */
  readonly kind: string
  readonly category: Category
  readonly sensitive: readonly SensitiveLabel[]
  /** When it happened or began, as precise as it is known: `2015`, `2015-03` or `2015-03-31`. */
  readonly date?: string
  readonly codes: readonly Code[]
  readonly title: string
  readonly media_type: string
  /** The id the resource had in its file. */
  readonly source_id?: string
  /** The JSON text of the resource, or the file as it is. */
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** The FHIR logical id of an entry: `ent-…`. @source R4 datatypes, id has no underscore */
export function fhirIdOf(entry: Id<'entry'>): string {
  return entry.replace('_', '-')
}

/** The entry that a FHIR logical id names, as text that still has to be parsed as an identifier. */
export function entryOfFhirId(id: string): string {
  return id.replace('-', '_')
}
