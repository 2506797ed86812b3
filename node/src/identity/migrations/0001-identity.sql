-- Who may speak: sign-in, parties and the roles that the ledger says they hold. Addresses are EIP-55 text.
create schema identity;

-- A nonce is deleted when it is used. Not logged: after a crash people ask for a new one.
create unlogged table identity.nonce (
  nonce text primary key,
  expires_at timestamptz(3) not null
);

-- A session is deleted when it ends. No network address, no user agent.
create table identity.session (
  -- SHA-256 of the bearer token.
  token bytea primary key check (octet_length(token) = 32),
  session text not null unique,
  address text not null,
  expires_at timestamptz(3) not null
);
create index session_expired on identity.session (expires_at);

create table identity.party (
  party text primary key,
  address text not null unique,
  kind text not null,
  recipient text not null,
  -- Institutions only.
  handle text unique,
  name_el text,
  name_en text,
  endpoint text,
  profile text check (profile ~ '^0x[0-9a-f]{64}$'),
  created_at timestamptz(3) not null,
  check ((kind = 'person') = (handle is null and name_el is null and name_en is null and endpoint is null and profile is null))
);

-- What the ledger says. Written by the event handlers and by nothing else.
create table identity.registration (
  address text primary key,
  kind smallint not null,
  profile text not null
);

create table identity.role (
  address text not null,
  role text not null,
  authority text not null,
  until timestamptz(3) not null,
  primary key (address, role)
);

-- Parties that exist for others: persons, and institutions whose profile is the one that the ledger vouches for.
create view identity.known_party as
  select party.*
  from identity.party
  left join identity.registration using (address)
  where party.kind = 'person' or registration.profile = party.profile;

-- Roles of known parties; whoever asks compares `until` with its own clock.
create view identity.held_role as
  select party.party, role.role, role.until
  from identity.role
  join identity.registration using (address)
  join identity.party using (address)
  where registration.profile = party.profile;
