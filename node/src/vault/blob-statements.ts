import type { Id } from '@symbolon/protocol/kernel'
import type { Statement } from '../kernel/index.ts'
import type { BlobDigest } from './blob-store.ts'

export interface BlobRow {
  readonly sha256: BlobDigest
  readonly size_bytes: number
  readonly party: Id<'party'>
}

/** The row of a blob, and whether it is being destroyed. */
export function findBlob(sha256: BlobDigest): Statement {
  return {
    name: 'vault_find_blob',
    text: `select b.sha256, b.size_bytes, b.party, d.sha256 is not null as ending
      from (select $1::text as sha256) asked
      left join vault.blob b using (sha256) left join vault.blob_deletion d on d.sha256 = asked.sha256`,
    values: [sha256],
  }
}

/** The blob is known, waiting for a record; whoever stored it first keeps it. */
export function insertBlob({ sha256, size_bytes, party }: BlobRow): Statement {
  return {
    name: 'vault_insert_blob',
    text: `insert into vault.blob (sha256, size_bytes, party) values ($1, $2, $3)
      on conflict (sha256) do update set stored_at = now() where vault.blob.record is null`,
    values: [sha256, size_bytes, party],
  }
}

/** The blob belongs to the record; answers one row, or none when the party did not store it or it has another size. */
export function holdBlob(blob: BlobRow & { readonly record: Id<'record'> }): Statement {
  return {
    name: 'vault_hold_blob',
    text: `update vault.blob set record = $4
      where sha256 = $1 and size_bytes = $2 and party = $3 and (record is null or record = $4)
      returning sha256`,
    values: [blob.sha256, blob.size_bytes, blob.party, blob.record],
  }
}

/** Every row about these blobs is gone and their ciphertext will be, whatever happens to this process. */
export function destroyBlobs(digests: readonly BlobDigest[]): Statement {
  return {
    name: 'vault_destroy_blobs',
    text: `with asked as (
        insert into vault.blob_deletion (sha256) select unnest($1::text[]) on conflict do nothing
      ) delete from vault.blob where sha256 = any($1)`,
    values: [digests],
  }
}

export function pendingDeletions(limit: number): Statement {
  return {
    name: 'vault_pending_deletions',
    text: 'select sha256 from vault.blob_deletion order by asked_at limit $1',
    values: [limit],
  }
}

export function finishDeletions(digests: readonly BlobDigest[]): Statement {
  return {
    name: 'vault_finish_deletions',
    text: 'delete from vault.blob_deletion where sha256 = any($1)',
    values: [digests],
  }
}

/** Blobs that no record took within the time are on their way out. */
export function sweepUnheld(before: Date): Statement {
  return {
    name: 'vault_sweep_unheld',
    text: `with swept as (delete from vault.blob where record is null and stored_at < $1 returning sha256)
      insert into vault.blob_deletion (sha256) select sha256 from swept on conflict do nothing`,
    values: [before],
  }
}

/** Files of the store that no row knows are on their way out. */
export function sweepUnknown(digests: readonly BlobDigest[]): Statement {
  return {
    name: 'vault_sweep_unknown',
    text: `insert into vault.blob_deletion (sha256)
      select sha256 from unnest($1::text[]) sha256
      where not exists (select from vault.blob b where b.sha256 = sha256.sha256)
      on conflict do nothing`,
    values: [digests],
  }
}

/** The blob waits for a record again; the one that was to hold it never came to be. */
export function releaseBlob(sha256: BlobDigest): Statement {
  return {
    name: 'vault_release_blob',
    text: 'update vault.blob set record = null, stored_at = now() where sha256 = $1',
    values: [sha256],
  }
}
