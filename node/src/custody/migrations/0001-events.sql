-- Custody: EPCIS events as they were told, and what is found in them. Appended to, never changed and never deleted.
-- Tables that grow with every event have no foreign keys: their rows are written by the statement that writes the event.
create schema custody;

-- Contexts of JSON-LD, each once: most events of a partner share theirs.
create table custody.context (
  context integer generated always as identity primary key,
  digest bytea not null unique check (octet_length(digest) = 32),
  body json not null
);

create table custody.event (
  event bigint generated always as identity primary key,
  -- The CBV event hash; of a declaration of error, which repeats the event, a digest of that, of it and of whose it is.
  identity bytea not null unique check (octet_length(identity) = 32),
  hash bytea not null check (octet_length(hash) = 32),
  -- The entry of the log that commits to it.
  entry text collate "C" not null unique,
  -- As told, where it is not the hash.
  event_id text collate "C",
  captor text not null,
  -- GLNs of the parties and places that it names: whoever holds one of them may see it.
  named bigint[] not null,
  type text not null,
  event_time timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  declared_at timestamptz(3),
  action text,
  biz_step text,
  disposition text,
  read_point text,
  biz_location text,
  context integer not null,
  -- As told: json keeps every digit.
  body json not null,
  -- What else queries ask for, as the protocol reads it.
  facts jsonb not null
);
create index event_by_time on custody.event (event_time, event);
create index event_by_record on custody.event (recorded_at, event);
create index event_by_captor on custody.event (captor, event_time, event);
create unique index event_by_id on custody.event (event_id, captor) where event_id is not null and declared_at is null;
-- Whoever captured an event may declare it to be in error, earlier or later; whether that has happened is looked up, not kept.
create index event_declared on custody.event (hash, captor) where declared_at is not null;

-- Whoever told an event after somebody else had: it is the same event, and theirs to see.
create table custody.recapture (
  event bigint not null,
  party text not null,
  event_id text collate "C",
  at timestamptz(3) not null,
  primary key (event, party)
);
create index recapture_by_id on custody.recapture (event_id, party) where event_id is not null;

-- What an event is about. Canonical ids without https://id.gs1.org, any other URI as told. The whole row is the key, so
-- that the life of a thing is read from the index alone.
-- Roles: 1 epc, 2 parent, 3 child, 4 input, 5 output; classes: 6 of quantities, 7 child, 8 input, 9 output.
create table custody.event_epc (
  epc text collate "C" not null,
  event_time timestamptz(3) not null,
  event bigint not null,
  role smallint not null,
  primary key (epc, event_time, event, role)
);

-- How things came into others and out of them; an `out` without a child empties the parent, and what is gone is in
-- nothing. Who was where follows from the marks whenever it is asked, in the order of the key, so it does not depend on
-- the order in which they were told.
create table custody.containment_mark (
  child text collate "C" not null,
  at timestamptz(3) not null,
  -- 0 out, 1 in, 2 gone: what happens at one instant happens in this order.
  mark smallint not null check (mark between 0 and 2),
  parent text collate "C" not null,
  event bigint not null,
  -- An aggregation has one parent at a time, an association any number.
  is_association boolean not null,
  primary key (child, at, mark, parent, event)
);
create index containment_mark_parent on custody.containment_mark (parent, child, at);

-- Inputs and outputs by what makes them one transformation: its id, or the event where it has none.
create table custody.lineage_mark (
  event bigint not null,
  transformation text collate "C" not null,
  is_output boolean not null,
  epc text collate "C" not null,
  at timestamptz(3) not null,
  primary key (transformation, is_output, epc, event)
);
create index lineage_mark_output on custody.lineage_mark (epc, at) where is_output;

-- Entries of one capture are a range of names. Until the log has them all the range stands open.
create table custody.batch (
  first_entry text collate "C" primary key,
  last_entry text collate "C" not null
);

create table custody.capture_job (
  capture text primary key,
  party text not null,
  behaviour text not null check (behaviour in ('rollback', 'proceed')),
  created_at timestamptz(3) not null,
  events integer not null,
  -- EPCIS problems of events that were left out.
  errors json not null
);
create index capture_job_party on custody.capture_job (party, capture);
create index capture_job_created on custody.capture_job (created_at);

-- GLNs by who holds them: one, or all of a company prefix. No two parties hold the same.
create table custody.party_identifier (
  party text not null,
  identifier text not null,
  glns int8range not null,
  claimed_at timestamptz(3) not null,
  primary key (party, identifier),
  exclude using gist (glns with &&)
);

-- Whether the party may see all events, by its role, and which GLNs it holds.
create function custody.sight(asking text, at timestamptz)
  returns table (party text, sees_all boolean, glns int8multirange)
  language sql stable parallel safe
  begin atomic
    select asking,
      exists (
        select from identity.held_role h
        where h.party = asking and h.role in ('regulator', 'auditor') and h.until > at
      ),
      coalesce(
        (select range_agg(i.glns) from custody.party_identifier i where i.party = asking), '{}'::int8multirange
      );
  end;
