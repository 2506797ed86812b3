-- A read that was decided just before an erasure may be told just after it: these records are looked at once more when
-- everything of that time is over.
create table records.erasure (
  record text primary key,
  party text not null,
  erased_at timestamptz(3) not null
);
