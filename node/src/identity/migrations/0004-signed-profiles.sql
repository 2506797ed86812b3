-- What institutions have signed of themselves since they registered. A profile takes the place of the one in
-- identity.party when the ledger's event names its digest, and not before: until then, and when the ledger refuses it,
-- the institution is known by the profile that the ledger vouches for. Rows stay until a later one is taken: where a
-- network takes blocks back, the event may come again.
create table identity.signed_profile (
  address text not null,
  profile text not null check (profile ~ '^0x[0-9a-f]{64}$'),
  recipient text not null,
  name_el text not null,
  name_en text not null,
  endpoint text,
  signed_at timestamptz(3) not null,
  primary key (address, profile)
);
