-- Which ciphertext the blob store holds, for whom, and what still has to be destroyed.
create schema vault;

create table vault.blob (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  size_bytes bigint not null check (size_bytes >= 0),
  -- Who stored it: only this party may put it under a record of its own.
  party text not null,
  -- Null: no record holds it yet; such blobs are swept after a day.
  record text,
  stored_at timestamptz not null default now()
);
create index blob_unheld on vault.blob (stored_at) where record is null;
create index blob_record on vault.blob (record) where record is not null;

-- A row stands until the ciphertext is gone from the store, so that a crash in between leaves nothing behind.
create table vault.blob_deletion (
  sha256 text primary key,
  asked_at timestamptz not null default now()
);
