-- The transparency log: an append-only Merkle tree of salted commitments. Nothing here says what an entry is of.
create schema log;

-- One row: how far the tree is. Whoever appends moves `size` on from what it believes it to be, or appends nothing.
create table log.tree (
  only_row boolean primary key default true check (only_row),
  size bigint not null default 0,
  -- Everything that was committed up to this name is in the tree, or will never be.
  swept_to text not null default ''
);
insert into log.tree default values;

-- Entries behind the last full bundle: at most 255.
create table log.entry (
  index bigint primary key,
  entry bytea not null check (octet_length(entry) = 32)
);

-- Full tiles, and the partial ones above the leaves; `entries` stands at level -1. A wider tile takes its narrower one's place.
create table log.tile (
  level smallint not null,
  index bigint not null,
  width smallint not null check (width between 1 and 256),
  bytes bytea not null,
  primary key (level, index)
);
-- Digests do not compress.
alter table log.tile alter column bytes set storage external;

-- What the openings of one person's entries are sealed with for ten minutes: an age file for that person and the auditors.
create table log.opening_key (
  key bigint generated always as identity primary key,
  subject text not null,
  sealed bytea not null,
  made_at timestamptz not null
);
create index opening_key_subject on log.opening_key (subject);

-- Erasable: which entry is of what, and its sealed salt. Destroyed, a row keeps its name alone, so that it is not
-- entered again.
create table log.opening (
  name text primary key,
  index bigint,
  key bigint references log.opening_key,
  sealed bytea,
  check ((index is null) = (sealed is null) and (index is null) = (key is null))
);
create index opening_key_used on log.opening (key) where key is not null;

-- Published checkpoints: signed notes with whatever cosignatures they have. Outside, only what one of them covers is served.
create table log.checkpoint (
  size bigint primary key,
  at timestamptz(3) not null,
  note text not null
);
