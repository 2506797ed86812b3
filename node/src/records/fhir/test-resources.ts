import { type Id, utf8 } from '@symbolon/protocol/kernel'
import { fhirIdOf, type RecordEntry, readRecordFile } from '@symbolon/protocol/records'
import { addSealed, newEntryId, type Person, sealEntries, type TestRecord, type World } from '../test-world.ts'

export const patient = { resourceType: 'Patient', id: 'p1' }
export const observation = { resourceType: 'Observation', id: 'o1', status: 'final', code: { text: 'x' } }
/** About `patient`, who is added together with it. */
export const observationOfPatient = { ...observation, subject: { reference: 'urn:uuid:p1' } }

/** A record of FHIR resources, and the entries it was made of. */
export interface FhirRecord extends TestRecord {
  readonly entries: readonly RecordEntry[]
}

/** Adds a FHIR file of the person. */
export function addFhirFile(
  world: World,
  person: Person,
  file: { name: string; bytes: Uint8Array },
): Promise<FhirRecord> {
  const { entries } = readRecordFile({ ...file, newEntryId: () => newEntryId(world) })
  const source = { name: file.name, media_type: 'application/fhir+json' }
  return addSealed(world, person, { ...sealEntries(world, person, { entries, source }), entries })
}

/** Adds resources as one bundle of the person; `urn:uuid:<id>` refers to them. */
export function addResources(world: World, person: Person, resources: readonly Record<string, unknown>[]) {
  const entry = resources.map((resource) => ({ fullUrl: `urn:uuid:${resource.id}`, resource }))
  const bundle = { resourceType: 'Bundle', type: 'collection', entry }
  return addFhirFile(world, person, { name: 'bundle.json', bytes: utf8(JSON.stringify(bundle)) })
}

/** FHIR id of the first entry of a kind. */
export function idIn({ entries }: FhirRecord, kind: string): string {
  return fhirIdOf(entries.find((entry) => entry.kind === kind)?.id as Id<'entry'>)
}
