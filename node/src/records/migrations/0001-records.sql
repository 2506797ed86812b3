-- Records as their owners hold them: what the ledger says, and the sealed manifest that only the owner opens.
create schema records;

create table records.record (
  record text primary key,
  party text not null,
  -- `saved`: its mint waits for the ledger. `erased`: nothing but this row is left.
  state text not null default 'saved' check (state in ('saved', 'recorded', 'erased')),
  -- The version that the ledger has; 0 until it has one.
  version integer not null default 0,
  -- Of the erasure once there was one; until then each version has its own.
  receipt text,
  created_at timestamptz(3) not null,
  erased_at timestamptz(3),
  -- Everything below is nulled by erasure.
  token_id text unique check (token_id ~ '^0x[0-9a-f]{64}$'),
  -- One-time address, EIP-55.
  owner text unique,
  -- Tells its owner, and nobody else, that the same file was added before.
  source_key text,
  -- Block of the last change, and the transaction that minted it.
  block bigint,
  transaction text,
  unique (party, source_key),
  check (state <> 'erased' or (token_id is null and owner is null and source_key is null and transaction is null))
);
create index record_party on records.record (party, record);

-- The version in force and, while an amendment waits for the ledger, the next one.
create table records.version (
  record text not null references records.record,
  version integer not null check (version > 0),
  commitment text not null,
  -- A complete age file for the owner's recipient.
  manifest bytea not null,
  blob text not null unique,
  size_bytes bigint not null,
  entries integer not null,
  -- Random, so that nothing ties the ledger's transactions to a record once this row is gone.
  command text not null unique,
  receipt text not null,
  created_at timestamptz(3) not null,
  primary key (record, version)
);
alter table records.version alter column manifest set storage external;

-- Burns that wait for the ledger. Nothing here says whose record it was.
create table records.burn (
  token_id text primary key,
  deadline bigint not null,
  signature text not null
);
