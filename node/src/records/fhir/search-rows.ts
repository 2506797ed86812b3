import { setImmediate } from 'node:timers/promises'
import type { JsonObject } from '@symbolon/protocol/kernel'
import { fhirIdOf, isResourceType, searchRowOf } from '@symbolon/protocol/records'
import { type CapsuleRecord, openEntry, type SealedEntry } from '@symbolon/protocol/vault'
import type { CiphertextCache } from './ciphertext-cache.ts'

/** One row of records.hosted_entry, named by its columns. */
export interface HostedRow {
  readonly record: string
  /** What the record's token commits to. */
  readonly commitment: string
  readonly entry: string
  readonly type: string
  readonly id: string
  readonly patient: string | undefined
  readonly subject: string | undefined
  readonly category: readonly string[]
  readonly code: readonly string[]
  readonly status: readonly string[]
  readonly date_from: number | undefined
  readonly date_to: number | undefined
  readonly updated_from: number
  readonly updated_to: number
  readonly bytes: number
}

/** After so many entries the requests that wait meanwhile have their turn. */
const entriesAtOnce = 32

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The end of time, as ECMAScript has it. */
const farthest = 8_640_000_000_000_000

/**
 * The search rows of the FHIR resources that a capsule opens of one record; files that are no resources have none.
 * @param judged runs what reads the content
 * @param added_at the last update of a resource that tells none
 */
export async function searchRowsOf(
  record: CapsuleRecord,
  { ciphertext, judged, ...version }: { ciphertext: CiphertextCache; judged<T>(look: () => T): T } & Version,
): Promise<HostedRow[]> {
  const rows: HostedRow[] = []
  for (const [place, entry] of record.entries.entries()) {
    if (place % entriesAtOnce === 0) await setImmediate()
    if (!isResourceType(entry.kind)) continue
    const payload = await ciphertext.part(record.blob, entry)
    const row = judged(() => readRow(record, { entry, bytes: openEntry({ entry, payload }), ...version }))
    if (row !== undefined) rows.push(row)
  }
  return rows
}

/** The version of a record that a row is of. */
interface Version {
  /** When it was added. */
  readonly added_at: number
  readonly commitment: string
}

/** The row of a resource that is what the capsule says it is. */
function readRow(
  record: CapsuleRecord,
  { entry, bytes, ...version }: { entry: SealedEntry; bytes: Uint8Array } & Version,
): HostedRow | undefined {
  // Its bytes go into answers as they are.
  const resource = JSON.parse(strictUtf8.decode(bytes)) as JsonObject
  const isItself = resource.resourceType === entry.kind && resource.id === fhirIdOf(entry.id)
  return isItself ? rowOf(record, { entry, resource, ...version }) : undefined
}

function rowOf(
  { record }: CapsuleRecord,
  { entry, resource, added_at, commitment }: { entry: SealedEntry; resource: JsonObject } & Version,
): HostedRow {
  const { date, last_updated, ...row } = searchRowOf(resource)
  const updated = last_updated ?? { from: added_at, to: added_at }
  return {
    ...row,
    record,
    commitment,
    entry: entry.id,
    bytes: entry.length,
    date_from: date && (date.from ?? -farthest),
    date_to: date && (date.to ?? farthest),
    updated_from: updated.from ?? -farthest,
    updated_to: updated.to ?? farthest,
  }
}
