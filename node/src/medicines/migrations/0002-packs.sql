-- Packs: what is on its way to the ledger about single packs, readings of them, and alerts.
create index change_mark on medicines.change (batch, change) where kind = 'mark';
-- What happened to one pack: marks name at most 4,096 neighbours, moves any number.
create index change_pack on medicines.change (batch, kind, first);

-- Marks and undos that are saved and not on the ledger yet. A pack has at most one: of two at once, one is saved.
create table medicines.pending_act (
  command text primary key,
  batch text not null,
  first integer not null,
  count integer not null check (count between 1 and 4096),
  -- Number of the state in the contract; 0 for an undo.
  state smallint not null,
  round integer not null,
  party text not null,
  address text not null,
  -- H3 cell of resolution 5, where it was told.
  cell text,
  -- When it was signed, where that was while there was no network.
  signed_at timestamptz(3),
  saved_at timestamptz(3) not null
);
create table medicines.pending_pack (
  batch text not null,
  index integer not null,
  command text not null references medicines.pending_act on delete cascade,
  primary key (batch, index)
);
create index pending_pack_command on medicines.pending_pack (command);

-- Readings of packs: neither which pharmacy nor which patient. Reading again in the same hour and cell is reading once.
create table medicines.read (
  -- HMAC of the token's id under a secret of the node.
  pack bytea not null check (octet_length(pack) = 32),
  hour integer not null,
  cell text not null,
  reader text not null,
  is_by_device boolean not null,
  reads integer not null,
  -- Whose lot it is: which pack, only the node can tell that meets it again.
  batch text not null,
  primary key (pack, hour, cell, reader, is_by_device)
);
create index read_hour on medicines.read (hour);

-- How often packs of a batch were read in each hour.
create table medicines.batch_reads (
  batch text not null,
  hour integer not null,
  reads integer not null,
  primary key (batch, hour)
);

-- Acts that ended packs or took that back, where they told their place.
create table medicines.pack_act (
  act bigint generated always as identity primary key,
  pack bytea not null check (octet_length(pack) = 32),
  kind text not null check (kind in ('supply', 'end', 'undo')),
  cell text not null,
  hour integer not null,
  reader text not null,
  actor text not null,
  is_by_device boolean not null,
  -- Ends stand on the ledger with their pack.
  batch text not null,
  index integer not null
);
create index pack_act_pack on medicines.pack_act (pack, act);
create index pack_act_hour on medicines.pack_act (hour);

-- What was signed without a network and came in later: a merge starts from all of it.
create table medicines.queued_act (
  act bytea primary key check (octet_length(act) = 32),
  -- Token id.
  pack bytea not null check (octet_length(pack) = 32),
  kind text not null check (kind in ('supply', 'undo')),
  actor text not null,
  signed_at timestamptz(3) not null,
  received_at timestamptz(3) not null
);
create index queued_act_pack on medicines.queued_act (pack);

create table medicines.alert (
  alert text primary key,
  subject bytea not null check (octet_length(subject) = 32),
  cause text not null,
  emvs text,
  kind text not null check (kind in ('technical', 'process', 'suspect')),
  score double precision not null,
  evidence json not null,
  status jsonb not null,
  gtin text,
  lot text,
  batch text,
  index integer,
  -- Who may see it besides regulators: the maker, who held the pack, who read it.
  parties text[] not null,
  raised_at timestamptz(3) not null
);
create index alert_parties on medicines.alert using gin (parties);

-- Secret of the node under which the ids of packs are salted, and how far the rules have looked.
create table medicines.watch (
  is_one boolean primary key default true check (is_one),
  secret bytea not null check (octet_length(secret) = 32),
  hour integer not null
);
