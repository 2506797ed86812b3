-- What hosted institutions may find by FHIR search: rows of entries that they were granted and have opened, nothing else.
-- Rows hang on the capsule they were read from and go with it, in the transaction that ends the grant.

-- Whoever reads for an institution does it in this role, which owns nothing and sees only the rows of the party that
-- `symbolon.party` names. Roles belong to the whole server: where the node may not make one, an administrator makes it
-- beforehand (`create role symbolon_reader nologin; grant symbolon_reader to <the node's user>`).
do $$
begin
  if not exists (select from pg_roles where rolname = 'symbolon_reader') then
    create role symbolon_reader nologin;
  end if;
exception when duplicate_object or unique_violation then
  null;
end $$;
do $$
begin
  if not pg_has_role(current_user, 'symbolon_reader', 'set') then
    execute format('grant symbolon_reader to %I', current_user);
  end if;
end $$;

-- A capsule that was opened, verified and indexed. `fault` is the code of what was wrong with it; it then has no entries.
create table records.hosted_capsule (
  "grant" text primary key references consent.capsule on delete cascade,
  party text not null,
  -- The body it was read from; when the capsule has another one meanwhile, these rows are stale and count for nothing.
  body text not null,
  fault text
);
create index hosted_capsule_party on records.hosted_capsule (party);

create table records.hosted_entry (
  "grant" text not null references records.hosted_capsule on delete cascade,
  party text not null,
  record text not null,
  entry text not null,
  type text not null,
  -- FHIR logical id.
  id text not null,
  -- `Patient/…`, and whatever else the resource is about.
  patient text,
  subject text,
  category text[] not null,
  code text[] not null,
  status text[] not null,
  -- Milliseconds since 1970; an open end is ±8640000000000000.
  date_from bigint,
  date_to bigint,
  updated_from bigint not null,
  updated_to bigint not null,
  bytes bigint not null,
  primary key ("grant", id)
);
create index hosted_entry_id on records.hosted_entry (party, id);
create index hosted_entry_patient on records.hosted_entry (party, type, patient);

-- Which identifiers a party could once see, and under which grant: tells "no longer" from "never". No clinical data.
create table records.hosted_trace (
  party text not null,
  id text not null,
  "grant" text not null,
  primary key (party, id)
);

alter table records.hosted_capsule enable row level security, force row level security;
alter table records.hosted_entry enable row level security, force row level security;
alter table records.hosted_trace enable row level security, force row level security;
create policy hosted_capsule_of_party on records.hosted_capsule
  using (party = current_setting('symbolon.party', true));
create policy hosted_entry_of_party on records.hosted_entry
  using (party = current_setting('symbolon.party', true));
create policy hosted_trace_of_party on records.hosted_trace
  using (party = current_setting('symbolon.party', true));

grant usage on schema records, consent, identity to symbolon_reader;
grant select, insert, delete on records.hosted_capsule to symbolon_reader;
grant select, insert on records.hosted_entry to symbolon_reader;
grant select, insert, update on records.hosted_trace to symbolon_reader;
grant select on consent.purpose, identity.held_role to symbolon_reader;
grant select ("grant", subject, grantee, purpose, not_before, ends_at, ended_at, state) on consent.grant to symbolon_reader;
grant select ("grant", body) on consent.capsule to symbolon_reader;
grant select ("grant", record) on consent.grant_record to symbolon_reader;
grant insert on consent.receipt to symbolon_reader;
grant select (receipt, "grant") on consent.receipt to symbolon_reader;
