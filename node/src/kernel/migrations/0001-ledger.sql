-- The kernel's own tables: what is waiting for the ledger and what the embedded ledger is made of.
create schema if not exists kernel;

-- One row, made at genesis.
create table kernel.ledger (
  only_row boolean primary key default true check (only_row),
  chain_id bigint not null,
  genesis_s bigint not null,
  -- Addresses by contract name.
  contracts jsonb not null
);

create table kernel.outbox (
  position bigint generated always as identity primary key,
  command_id text not null unique,
  contract text not null,
  calldata bytea not null,
  urgent boolean not null,
  due_at timestamptz not null,
  -- Set once, in the transaction that stores the block.
  block bigint,
  block_index integer,
  transaction_hash bytea,
  -- Null: carried out. Else what the contract answered.
  revert_data bytea
);
create index outbox_waiting on kernel.outbox (position) where block is null;

create table kernel.block (
  number bigint primary key,
  time_s bigint not null,
  hash bytea not null check (octet_length(hash) = 32),
  receipts_root bytea not null check (octet_length(receipts_root) = 32),
  -- Signed transactions one after another, in order, with their lengths: the durable truth of the embedded ledger.
  transactions bytea not null,
  sizes integer[] not null
);

-- The indexer's place: every event up to this block is in the tables.
create table kernel.cursor (
  only_row boolean primary key default true check (only_row),
  block bigint not null,
  hash bytea not null
);
