-- Medicines: licences, products, batches with their serial numbers, who holds which packs, handovers and recalls.
-- Addresses are EIP-55 text, lots on the ledger the 29 bytes that it has for them.
create schema medicines;

-- What the ledger says of GS1 licences. Written by the event handlers and by nothing else.
create table medicines.licence (
  -- 4 to 12 digits of a prefix, or the 14 of one GTIN.
  number text primary key check (number ~ '^\d{4,14}$'),
  holder text not null,
  until timestamptz(3) not null,
  block bigint not null
);
create index licence_holder on medicines.licence (holder);

create table medicines.licence_issuer (
  x bytea not null check (octet_length(x) = 32),
  y bytea not null check (octet_length(y) = 32),
  authority text not null,
  until timestamptz(3) not null,
  block bigint not null,
  primary key (x, y)
);

create table medicines.product (
  gtin text primary key check (gtin ~ '^\d{14}$'),
  holder text not null,
  name jsonb not null,
  form text,
  strength text,
  pack_size integer,
  markets text[] not null,
  updated_at timestamptz(3) not null
);

create table medicines.batch (
  batch text primary key,
  -- The first 232 bits of the root.
  number bytea unique check (octet_length(number) = 29),
  root bytea check (octet_length(root) = 32),
  gtin text not null,
  lot text not null,
  lot_hash bytea not null check (octet_length(lot_hash) = 29),
  -- The last day on which packs may be used.
  expiry date not null,
  count integer not null check (count between 1 and 16777216),
  serials_are text not null check (serials_are in ('generated', 'given')),
  -- How many stand in medicines.serials, without a gap.
  serials_known integer not null default 0,
  -- Packs that the product had when numbers were first made for this batch; their length follows from it.
  total_before bigint,
  maker text not null,
  maker_address text not null,
  -- Salts follow from it, and the numbers that are generated: so making them again makes the same.
  secret bytea not null check (octet_length(secret) = 32),
  -- The tree from 8 leaves up.
  crown bytea,
  state text not null default 'open' check (state in ('open', 'sealed', 'saved', 'recorded')),
  -- Asked to be sealed; null again when that was not possible, for the reason beside it.
  sealing_at timestamptz(3),
  -- Each number was found to be there once, in the batch and in the product; from here on no other batch gets it.
  claimed_at timestamptz(3),
  fault jsonb,
  command text,
  created_at timestamptz(3) not null,
  recorded_at timestamptz(3),
  block bigint,
  transaction text,
  check ((state = 'open') = (root is null)),
  check ((root is null) = (number is null) and (root is null) = (crown is null))
);
create index batch_maker on medicines.batch (maker, batch);
create index batch_gtin on medicines.batch (gtin, lot);
create index batch_sealing on medicines.batch (sealing_at) where state = 'open' and sealing_at is not null;
alter table medicines.batch alter column crown set storage external;

-- Serial numbers in rows of 20 bytes, 8,192 a piece, in the order of the packs. They are random: nothing is won by
-- compressing them.
create table medicines.serials (
  batch text not null references medicines.batch on delete cascade,
  chunk integer not null check (chunk >= 0),
  rows bytea not null check (octet_length(rows) between 20 and 163840 and octet_length(rows) % 20 = 0),
  primary key (batch, chunk)
);
alter table medicines.serials alter column rows set storage external;

-- Ranges as the ledger has them: split where packs leave them, never joined. Ended packs stay in theirs.
create table medicines.holding (
  batch text not null,
  first integer not null,
  until integer not null,
  holder text not null,
  moves integer not null,
  primary key (batch, first),
  check (first < until)
);
create index holding_holder on medicines.holding (holder, batch);

-- What the ledger said of packs' states, oldest first; of one pack the newest counts.
create table medicines.mark (
  mark bigint generated always as identity primary key,
  batch text not null,
  first integer not null,
  count integer not null,
  state smallint not null,
  at timestamptz(3) not null,
  block bigint not null
);
create index mark_batch on medicines.mark (batch, first);

-- Packs of a batch whose state is not Active, one row each, in a range of indexes.
create function medicines.marked(of_batch text, from_first integer, to_until integer)
  returns table (index integer, state smallint, at timestamptz)
  language sql stable
  begin atomic
    select newest.index, newest.state, newest.at from (
      select distinct on (i.index) i.index, m.state, m.at
      from medicines.mark m
      cross join lateral generate_series(greatest(m.first, from_first), least(m.first + m.count, to_until) - 1) i (index)
      where m.batch = of_batch and m.first < to_until and m.first + m.count > from_first
      order by i.index, m.mark desc
    ) newest where newest.state <> 0;
  end;

-- Lots that are recalled and products that are withdrawn (no lot), for ever.
create table medicines.standing (
  gtin text not null,
  lot_hash bytea check (octet_length(lot_hash) = 29),
  -- As printed, where a batch or a recall here names it.
  lot text,
  recalled_at timestamptz(3),
  withdrawn_at timestamptz(3),
  by_address text not null,
  block bigint not null,
  unique nulls not distinct (gtin, lot_hash)
);

-- What changed, in the order of the ledger, for whoever keeps a copy in memory. One writer: ascending is the order.
create table medicines.change (
  change bigint generated always as identity primary key,
  kind text not null check (kind in ('batch', 'mark', 'standing', 'move')),
  batch text,
  first integer,
  count integer,
  state smallint,
  gtin text,
  lot text,
  at timestamptz(3) not null
);

create table medicines.handover (
  handover text primary key,
  from_party text not null,
  from_address text not null,
  to_party text not null,
  to_address text not null,
  container text check (container ~ '^\d{18}$'),
  deadline timestamptz(3) not null,
  from_signature text not null,
  to_signature text,
  -- `accepted`: both have signed and the ledger is about to say so. An offer past its deadline has ended, even before a job says `expired`.
  state text not null default 'offered' check (state in ('offered', 'accepted', 'recorded', 'refused', 'withdrawn', 'expired')),
  command text,
  offered_at timestamptz(3) not null,
  ended_at timestamptz(3),
  block bigint,
  transaction text
);
create index handover_from on medicines.handover (from_party, handover);
create index handover_to on medicines.handover (to_party, handover);
create index handover_accepted on medicines.handover (handover) where state = 'accepted';
create index handover_offered on medicines.handover (deadline) where state = 'offered';

create table medicines.handover_range (
  handover text not null references medicines.handover on delete cascade,
  place smallint not null,
  batch text not null,
  first integer not null,
  count integer not null,
  moves integer not null,
  primary key (handover, place)
);
create index handover_range_batch on medicines.handover_range (batch, first);

-- Which packs are in which container: whoever holds them says so.
create table medicines.packing (
  container text not null check (container ~ '^\d{18}$'),
  batch text not null,
  first integer not null,
  count integer not null,
  party text not null,
  packed_at timestamptz(3) not null,
  unpacked_at timestamptz(3),
  primary key (container, batch, first, packed_at)
);
create index packing_open on medicines.packing (batch, first) where unpacked_at is null;

-- EPCIS events on their way to custody: written with what they tell of. Those that wait are told once the ledger has it.
create table medicines.told_event (
  event bigint generated always as identity primary key,
  party text not null,
  body json not null,
  -- The batch or handover that has to be recorded first.
  after text
);

create table medicines.recall_confirmer (
  party text not null,
  person text not null,
  named_at timestamptz(3) not null,
  primary key (party, person)
);

create table medicines.recall (
  recall text primary key,
  gtin text not null,
  -- Null: the product is withdrawn.
  lot text,
  lot_hash bytea check (octet_length(lot_hash) = 29),
  reason text not null,
  class smallint not null check (class between 1 and 3),
  proposed_by text not null,
  by_address text not null,
  by_regulator boolean not null,
  -- What the ledger takes: a batch of the lot that the proposer made, or the length of the prefix that it holds.
  batch bytea,
  prefix_length smallint,
  deadline timestamptz(3) not null,
  signature text not null,
  proposed_at timestamptz(3) not null,
  state text not null default 'proposed' check (state in ('proposed', 'confirmed', 'recorded')),
  confirmed_by text,
  confirmation text,
  confirmed_at timestamptz(3),
  command text,
  recorded_at timestamptz(3),
  block bigint,
  transaction text
);
create index recall_proposed on medicines.recall (proposed_by, recall);
create index recall_of on medicines.recall (gtin, lot_hash);

-- Who held packs when the recall was recorded, or received some since; and what each says it found and set aside.
create table medicines.recall_notice (
  recall text not null references medicines.recall on delete cascade,
  party text not null,
  told_at timestamptz(3) not null,
  sent_at timestamptz(3),
  acknowledged_at timestamptz(3),
  set_aside integer,
  primary key (recall, party)
);
create index recall_notice_party on medicines.recall_notice (party, recall);
create index recall_notice_unsent on medicines.recall_notice (recall) where sent_at is null;
