import {
  type ErrorFacts,
  hasCode,
  type JsonObject,
  type JsonValue,
  jsonText,
  readJsonKeepingNumbers,
} from '../../kernel/index.ts'
import { type Code, isObject } from '../catalogue/elements.ts'
import { marksOfBundle } from '../catalogue/issuer-marks.ts'
import { recordsErrors } from '../errors.ts'
import { asksToAdd, noteBundleParts, noteEntryParts } from './bundle-parts.ts'
import { FILE_RESOURCES_MAX } from './limits.ts'
import { type ImportReport, note } from './report.ts'

/** A resource as it stands in a file. */
export interface FoundResource {
  /** `Bundle.entry[3].resource`, `line[12]`, or empty for the file itself. */
  readonly at: string
  readonly fullUrl?: string
  readonly resource: JsonValue
  /** What the bundle around it was marked with. */
  readonly marks?: readonly Code[]
}

const bundleKinds = new Set(['transaction', 'batch', 'collection', 'document'])

/** The resources of a bundle in their order. @throws RECORDS_BUNDLE_KIND, RECORDS_BUNDLE_INVALID, RECORDS_FILE_RESOURCES_MANY */
export function resourcesOfBundle(bundle: JsonObject, report: ImportReport): FoundResource[] {
  const { type, entry = [] } = bundle
  if (typeof type !== 'string' || !bundleKinds.has(type)) {
    const named = typeof type === 'string' && /^[a-z-]{1,32}$/.test(type) ? type : '?'
    throw recordsErrors.RECORDS_BUNDLE_KIND({ type: named })
  }
  if (!Array.isArray(entry)) throw recordsErrors.RECORDS_BUNDLE_INVALID({ path: 'Bundle.entry' })
  refuseMany(entry.length)
  const marks = marksOfBundle(bundle)
  noteBundleParts(bundle, report)
  return entry.flatMap((item, index) => {
    const path = `Bundle.entry[${index}]`
    if (!isObject(item)) throw recordsErrors.RECORDS_BUNDLE_INVALID({ path })
    return resourceOfEntry(item, { path, report }).map((found) => ({ ...found, marks }))
  })
}

function resourceOfEntry(entry: JsonObject, { path, report }: { path: string; report: ImportReport }): FoundResource[] {
  const { resource, fullUrl } = entry
  noteEntryParts(entry, { path, report })
  if (!asksToAdd(entry)) {
    note(report.not_understood, { path, reason: 'instruction' })
    return []
  }
  if (resource === undefined) {
    note(report.not_understood, { path, reason: 'no-resource' })
    return []
  }
  const found = { at: `${path}.resource`, resource }
  return typeof fullUrl === 'string' ? [{ ...found, fullUrl }] : [found]
}

/** The resources of an NDJSON file, one a line; a line that is not JSON is noted, the others are read. @throws RECORDS_FILE_RESOURCES_MANY */
export function resourcesOfLines(bytes: Uint8Array, report: ImportReport): FoundResource[] {
  const lines = jsonText(bytes).split('\n')
  const found: FoundResource[] = []
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue
    refuseMany(found.length + 1)
    const at = `line[${index + 1}]`
    const read = readLine(line)
    if ('facts' in read) note(report.not_understood, { path: at, reason: 'line-invalid', facts: read.facts })
    else found.push({ at, resource: read.value })
  }
  return found
}

function readLine(line: string): { value: JsonValue } | { facts: ErrorFacts } {
  try {
    return { value: readJsonKeepingNumbers(line.trim()) }
  } catch (error) {
    if (hasCode(error, 'KERNEL_JSON_INVALID') || hasCode(error, 'KERNEL_JSON_REFUSED')) return { facts: error.facts }
    throw error
  }
}

function refuseMany(count: number): void {
  if (count > FILE_RESOURCES_MAX) throw recordsErrors.RECORDS_FILE_RESOURCES_MANY({ resources_max: FILE_RESOURCES_MAX })
}
