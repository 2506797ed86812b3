import type { GrantSelection } from '@symbolon/protocol/consent'
import { selectEntries } from '@symbolon/protocol/records'
import { type CapsuleRecord, capsuleRecordOf, type ManifestEntry } from '@symbolon/protocol/vault'
import type { OpenedRecord } from './index.ts'
/** What a selection takes of one record. */
export interface Selected {
  readonly opened: OpenedRecord
  readonly entries: readonly ManifestEntry[]
}

/** The records of which the selection takes something, with what it takes. */
export function selectFrom(records: readonly OpenedRecord[], what: GrantSelection): Selected[] {
  return records
    .map((opened) => ({ opened, entries: selectEntries(opened.manifest.entries, what) }))
    .filter(({ entries }) => entries.length > 0)
}

/** What a capsule says of each record: keys of the chosen entries and the proof that they are the record's. */
export function capsuleRecordsOf(selected: readonly Selected[]): CapsuleRecord[] {
  return selected.map(({ opened, entries }) =>
    capsuleRecordOf({ manifest: opened.manifest, blob: opened.blob, ids: entries.map(({ id }) => id) }),
  )
}

/** How many entries of each category. */
export function countByCategory(selected: readonly Selected[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { entries } of selected) for (const { category } of entries) counts[category] = (counts[category] ?? 0) + 1
  return counts
}
