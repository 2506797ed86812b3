import type { JsonObject, JsonValue } from '../../kernel/index.ts'
import { isObject } from '../catalogue/elements.ts'
import { structureOf } from '../fhir/definitions.ts'
import { shownName } from '../fhir/problems.ts'
import { type ImportReport, note } from './report.ts'

/** What an import takes from each part of a bundle; whatever else stands there is told. */
const taken: Readonly<Record<string, ReadonlySet<string>>> = {
  Bundle: new Set(['resourceType', 'type', 'entry']),
  'Bundle.entry': new Set(['fullUrl', 'resource', 'request']),
  'Bundle.entry.request': new Set(['method', 'url']),
}

/** Methods that bring a resource. */
const addingMethods: ReadonlySet<JsonValue | undefined> = new Set(['POST', 'PUT'])

/** Tells what a bundle holds beside its entries: signature, identifier, timestamp, links … @source R4 §2.36.3 Bundle, Resource Content */
export function noteBundleParts(bundle: JsonObject, report: ImportReport): void {
  noteOthers(bundle, { structure: 'Bundle', path: 'Bundle', report })
}

/** Tells what an entry holds beside its resource, its full URL and a plain request to add it. */
export function noteEntryParts(entry: JsonObject, { path, report }: { path: string; report: ImportReport }): void {
  noteOthers(entry, { structure: 'Bundle.entry', path, report })
  const { fullUrl, request } = entry
  if (fullUrl !== undefined && typeof fullUrl !== 'string')
    note(report.not_understood, { path: `${path}.fullUrl`, reason: 'bundle-unknown' })
  if (request === undefined) return
  if (isObject(request)) noteOthers(request, { structure: 'Bundle.entry.request', path: `${path}.request`, report })
  else note(report.not_understood, { path: `${path}.request`, reason: 'bundle-unknown' })
}

/** False for an entry of a transaction or batch that wants a resource deleted, read or patched. */
export function asksToAdd({ request }: JsonObject): boolean {
  return !isObject(request) || request.method === undefined || addingMethods.has(request.method)
}

function noteOthers(node: JsonObject, of: { structure: string; path: string; report: ImportReport }): void {
  const rules = structureOf(of.structure)?.rules
  for (const property in node) {
    if (taken[of.structure]?.has(property)) continue
    const isKnown = rules?.has(property.replace(/^_/, '')) === true
    const path = `${of.path}.${shownName(property)}`
    note(of.report.not_understood, { path, reason: isKnown ? 'bundle-part' : 'bundle-unknown' })
  }
}
