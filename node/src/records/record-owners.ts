import type { Hex, Id } from '@symbolon/protocol/kernel'
import type { OwnedRecord, RecordOwners } from '../consent/index.ts'
import type { NodeContext } from '../kernel/index.ts'
import { type BlobStore, sendBlob } from '../vault/index.ts'

/** What this slice tells consent about records that the ledger has. */
export function createRecordOwners(
  { database }: Pick<NodeContext, 'database'>,
  { store }: { readonly store: BlobStore },
): RecordOwners {
  return {
    async owners(records) {
      if (records.length === 0) return new Map()
      const rows = await database.query<OwnedRecord>({
        name: 'records_owners',
        text: `select r.record, r.party, r.token_id, r.owner, v.blob as sha256, v.size_bytes
          from records.record r join records.version v on v.record = r.record and v.version = r.version
          where r.record = any($1) and r.state = 'recorded' order by r.record`,
        values: [records],
      })
      return new Map(rows.map((row): [Id<'record'>, OwnedRecord] => [row.record, row]))
    },
    async hold(queries, records) {
      const rows = await queries.query<{ record: Id<'record'>; commitment: Hex }>({
        name: 'records_hold',
        text: `select r.record, v.commitment
          from records.record r join records.version v on v.record = r.record and v.version = r.version
          where r.record = any($1) and r.state = 'recorded'
            and not exists (select from records.version next where next.record = r.record and next.version > r.version)
          order by r.record for share of r`,
        values: [records],
      })
      return new Map(rows.map(({ record, commitment }) => [record, commitment]))
    },
    sendBlob: (exchange, { sha256, size_bytes }) => sendBlob(exchange, { store, sha256, size_bytes }),
  }
}
