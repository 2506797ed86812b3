import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Id, newId, utf8 } from '../../kernel/index.ts'
import type { ReadRecord } from './open-file.ts'
import { readRecordFile } from './read-record-file.ts'

/** The ten Synthea patients, which live beside the repository. */
export const syntheaFolder =
  process.env.SYMBOLON_SYNTHEA ?? join(import.meta.dirname, '../../../../../shared/data/fhir/synthea-r4')

/** False when the Synthea files are there, else why a test is skipped. */
export const withoutSynthea = existsSync(syntheaFolder)
  ? false
  : `${syntheaFolder} is missing (SYMBOLON_SYNTHEA names it)`

/** The Synthea files, by name. */
export function syntheaFiles(): { name: string; bytes: Uint8Array }[] {
  return readdirSync(syntheaFolder).map((name) => ({ name, bytes: readFileSync(join(syntheaFolder, name)) }))
}

/** Entry ids that are the same in every run. */
export function entryIds(): () => Id<'entry'> {
  let count = 0
  return () =>
    newId('entry', 1_790_000_000_000 + count++, createHash('sha256').update(String(count)).digest().subarray(0, 10))
}

/** Reads a value as the JSON file `record.json`, a text or bytes as they are. */
export function read(content: unknown, name = 'record.json'): ReadRecord {
  const bytes =
    content instanceof Uint8Array ? content : utf8(typeof content === 'string' ? content : JSON.stringify(content))
  return readRecordFile({ name, bytes, newEntryId: entryIds() })
}

/** A transaction bundle of resources, each with a full URL when it has an id. */
export function bundleOf(resources: readonly Record<string, unknown>[], type = 'transaction') {
  const entry = resources.map((resource) => ({
    ...(typeof resource.id === 'string' ? { fullUrl: `urn:uuid:${resource.id}` } : {}),
    resource,
    request: { method: 'POST', url: resource.resourceType },
  }))
  return { resourceType: 'Bundle', type, entry }
}

export const patient = { resourceType: 'Patient', id: 'p1', birthDate: '1970-01-01' }

/** An observation of haemoglobin of the patient `p1`. */
export function observation(more: Record<string, unknown> = {}) {
  return {
    resourceType: 'Observation',
    id: 'o1',
    status: 'final',
    category: [
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] },
    ],
    code: { coding: [{ system: 'http://loinc.org', code: '718-7', display: 'Hemoglobin' }] },
    subject: { reference: 'urn:uuid:p1' },
    effectiveDateTime: '2015-03-31T10:00:00+02:00',
    ...more,
  }
}
