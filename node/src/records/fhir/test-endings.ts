import type { Id } from '@symbolon/protocol/kernel'
import { amendmentOf, erasureOf } from '../test-changes.ts'
import { remakeCapsule } from '../test-grants.ts'
import { askFor, type Person, putBlob, sealEntries, type World } from '../test-world.ts'
import type { FhirRecord } from './test-resources.ts'

interface Changing {
  readonly world: World
  /** Whose record it is. */
  readonly by: Person
}

/** The next version of a record: the observation is amended, its entry keeps its identifier. */
export async function amendRecord(
  { world, by }: Changing,
  record: FhirRecord,
  to: { grant: Id<'grant'>; grantee: Person },
): Promise<FhirRecord> {
  const entries = record.entries.map((entry) => {
    const text = new TextDecoder().decode(entry.bytes).replace('"status":"final"', '"status":"amended"')
    return { ...entry, bytes: new TextEncoder().encode(text) }
  })
  const source = { name: 'a.json', media_type: 'application/fhir+json' }
  const next = { ...sealEntries(world, by, { ...record, entries, source, version: 2 }), entries }
  await putBlob(world, by, next.sealed)
  const body = { ...(await amendmentOf(world, by, next)), ...remakeCapsule([next], to) }
  await askFor(world, 201, { as: by, method: 'POST', path: `/v1/records/${record.record}/versions`, body })
  return next
}

/** The record is gone; grants that cover more have the capsules that are given. */
export async function eraseRecord({ world, by }: Changing, record: FhirRecord, capsules: object = {}): Promise<void> {
  const body = { ...(await erasureOf(world, by, record)), ...capsules }
  await askFor(world, 200, { as: by, method: 'POST', path: `/v1/records/${record.record}/erasure`, body })
}
