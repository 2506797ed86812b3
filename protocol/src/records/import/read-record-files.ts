import { SymbolonError } from '../../kernel/index.ts'
import { importResources } from './import-resources.ts'
import { BESIDE_BYTES_MAX, BESIDE_RESOURCES_MAX } from './limits.ts'
import { type OpenedFile, openFile, type ReadRecord, type RecordFile } from './open-file.ts'

/** What one file of several gives, or why it is refused. */
export type ReadOutcome = { readonly read: ReadRecord } | { readonly error: SymbolonError }

/**
 * Files that lie in one folder, each as `readRecordFile` reads it, and references followed from file to file: an absolute
 * URL always, `Type/id` between lines of NDJSON and single resources where one resource answers. Sensitive labels are
 * inherited along them. Undefined when the files are too many to be held together (`BESIDE_BYTES_MAX`,
 * `BESIDE_RESOURCES_MAX`); then each has to be read by itself.
 * @source FHIR Bulk Data Access 2.0.0: one file for each resource type
 */
export function readRecordFiles(files: readonly RecordFile[]): ReadOutcome[] | undefined {
  if (files.reduce((sum, { bytes }) => sum + bytes.length, 0) > BESIDE_BYTES_MAX) return undefined
  const opened: (OpenedFile | { error: SymbolonError })[] = []
  let resources = 0
  for (const file of files) {
    const one = openOrRefuse(file)
    opened.push(one)
    if ('source' in one) resources += one.source.found.length
    if (resources > BESIDE_RESOURCES_MAX) return undefined
  }
  const entries = importResources(opened.flatMap((one) => ('source' in one ? [one.source] : [])))
  return opened.map((one) => {
    if ('error' in one) return one
    if ('document' in one) return { read: one.document }
    return { read: { entries: entries.get(one.source) ?? [], report: one.source.report } }
  })
}

function openOrRefuse(file: RecordFile): OpenedFile | { error: SymbolonError } {
  try {
    return openFile(file)
  } catch (error) {
    if (error instanceof SymbolonError) return { error }
    throw error
  }
}
