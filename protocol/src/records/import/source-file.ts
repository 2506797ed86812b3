import type { Id } from '../../kernel/index.ts'
import type { FoundResource } from './read-resources.ts'
import type { ImportReport } from './report.ts'

/** Gives the next entry its identifier. */
export type NewEntryId = () => Id<'entry'>

/** A FHIR file that was taken apart into its resources. */
export interface SourceFile {
  readonly found: readonly FoundResource[]
  readonly report: ImportReport
  readonly newEntryId: NewEntryId
}

/**
 * True when `Type/id` may mean a resource of a file that lies beside: a bulk export has one file for each type. A bundle
 * gives its relative references their meaning itself.
 * @source FHIR Bulk Data Access 2.0.0, Response - Complete Status; R4 §2.36.4.1
 */
export function looksBeside({ report }: SourceFile): boolean {
  return report.form !== 'fhir-bundle'
}
