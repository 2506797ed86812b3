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

/**
 * The blob is known, waiting for a record; whoever stored it first keeps it. Answers whether it is being destroyed, and
 * then it is not known. After `letArrive` in the same transaction, so that no sweep overlooks it.
 */
export function insertBlob({ sha256, size_bytes, party }: BlobRow): Statement {
  return {
    name: 'vault_insert_blob',
    text: `with ending as (select from vault.blob_deletion where sha256 = $1), arrived as (
        insert into vault.blob (sha256, size_bytes, party) select $1, $2, $3 where not exists (select from ending)
        on conflict (sha256) do update set stored_at = now() where vault.blob.record is null
      ) select exists (select from ending) as ending`,
    values: [sha256, size_bytes, party],
  }
}

/** A blob that was gone from the store before it was known is not known; one that waits for its record only. */
export function forgetBlob(sha256: BlobDigest): Statement {
  return {
    name: 'vault_forget_blob',
    text: 'delete from vault.blob where sha256 = $1 and record is null',
    values: [sha256],
  }
}

/** Bytes that the party has stored and no record holds. */
export function unheldBytes(party: Id<'party'>): Statement {
  return {
    name: 'vault_unheld_bytes',
    text: 'select coalesce(sum(size_bytes), 0)::int8 as bytes from vault.blob where party = $1 and record is null',
    values: [party],
  }
}

/** Any number that nothing else locks; arrivals share it, a sweep has it alone. */
const sweepLock = '7010700010'

export const letArrive: Statement = {
  name: 'vault_let_arrive',
  text: `select pg_advisory_xact_lock_shared(${sweepLock})`,
}
export const letSweep: Statement = { name: 'vault_let_sweep', text: `select pg_advisory_xact_lock(${sweepLock})` }

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
