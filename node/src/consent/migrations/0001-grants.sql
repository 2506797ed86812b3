-- Grants, the capsules that open them, and the receipts of everything that happened to a patient's records.
create schema consent;

-- The same table as `purposes` in the protocol; a test compares them. No roles: any registered party.
create table consent.purpose (
  purpose text primary key,
  roles text[] not null
);
insert into consent.purpose (purpose, roles) values
  ('TREAT', '{care-provider}'),
  ('ETREAT', '{care-provider}'),
  ('HOPERAT', '{care-provider}'),
  ('HPAYMT', '{payer,care-provider}'),
  ('HRESCH', '{research-organisation}'),
  ('PATRQT', '{}'),
  ('FAMRQT', '{}');

-- Half of each page is left free, and no index looks at what the ledger's event sets: then the new version of a row lies in
-- its page and no index is written, which takes 80 CPU-µs an event to 30.
create table consent.grant (
  "grant" text primary key,
  -- Who gave it (the patient) and who received it.
  subject text not null,
  grantee text not null,
  purpose text not null references consent.purpose,
  not_before timestamptz(3) not null,
  until timestamptz(3) not null,
  erase_by timestamptz(3),
  -- The earlier of until and erase_by: from here nothing opens. The week on the ledger is never before until.
  ends_at timestamptz(3) not null,
  given_at timestamptz(3) not null,
  -- `saved`: its transaction waits for the ledger. Only `recorded` grants open anything.
  state text not null default 'saved' check (state in ('saved', 'recorded', 'failed')),
  -- Set once; from this instant nothing opens, whatever the ledger says.
  ended_at timestamptz(3),
  ended_as text check (ended_as in ('revoked', 'expired', 'erased', 'failed')),
  receipt text not null,
  -- Everything below is erasable: it ties the grant to the ledger or tells what was signed.
  hash bytea unique check (octet_length(hash) = 32),
  account text unique,
  week integer,
  terms text,
  r bytea check (octet_length(r) = 64),
  root bytea,
  path bytea[],
  leaf_index integer,
  leaves integer,
  command text,
  block bigint,
  transaction text,
  revocation text,
  revoked_block bigint,
  -- True from the instant the revocation stands in the outbox.
  revocation_sent boolean not null default false
) with (fillfactor = 50);
create index grant_received on consent.grant (grantee, purpose) where ended_at is null;
create index grant_received_all on consent.grant (grantee, "grant");
create index grant_given on consent.grant (subject, "grant");
create index grant_given_at on consent.grant (given_at);
create index grant_ending on consent.grant (ends_at) where ended_at is null;
create index grant_unsent on consent.grant ("grant") where ended_as = 'revoked' and not revocation_sent;

create table consent.grant_record (
  "grant" text not null references consent.grant,
  record text not null,
  primary key ("grant", record)
);
create index grant_record_record on consent.grant_record (record);

-- A record's own signature under the root of one bulk of grants.
create table consent.authority (
  root bytea not null,
  record text not null,
  signer text not null,
  signature text not null,
  primary key (root, record)
);
create index authority_record on consent.authority (record);

-- One sealed body for all grants of the same selection; it opens only with a header.
create table consent.capsule_body (
  digest text primary key check (digest ~ '^[0-9a-f]{64}$'),
  ciphertext bytea not null,
  stored_at timestamptz not null default now()
);
alter table consent.capsule_body alter column ciphertext set storage external;

-- The key of one grant. Whatever is derived from an opened capsule (search rows of a hosted party) references this row
-- `on delete cascade`, so that it goes in the transaction that ends the grant.
create table consent.capsule (
  "grant" text primary key references consent.grant,
  header bytea not null,
  body text not null references consent.capsule_body
);
create index capsule_of_body on consent.capsule (body);

-- Capsules of a record's next version; they take the place of the old ones when the ledger has the amendment.
create table consent.staged_capsule (
  "grant" text primary key references consent.grant,
  record text not null,
  header bytea not null,
  body text not null references consent.capsule_body
);
create index staged_capsule_record on consent.staged_capsule (record);
create index staged_capsule_of_body on consent.staged_capsule (body);
