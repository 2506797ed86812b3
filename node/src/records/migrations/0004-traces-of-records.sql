-- A trace also tells the record that an identifier came in, so that what was erased is gone and not unknown; and it tells an
-- entry from an identifier that entries only refer to as their patient, so that nobody else's rows are about that patient.
alter table records.hosted_trace
  add column record text,
  add column is_reference boolean not null default false;

-- The owner is fenced too.
alter table records.hosted_trace no force row level security;
alter table records.hosted_entry no force row level security;
update records.hosted_trace t set record = e.record
  from records.hosted_entry e where e.party = t.party and e.id = t.id;
alter table records.hosted_trace force row level security;
alter table records.hosted_entry force row level security;

grant select (record, state) on records.record to symbolon_reader;
-- Rows that somebody else's entry disproves go, and their capsule is noted as faulty.
grant update (fault) on records.hosted_capsule to symbolon_reader;
grant delete on records.hosted_entry to symbolon_reader;
