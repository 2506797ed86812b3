-- In which form a record was exported; nothing else has one.
alter table consent.receipt add column form text check (form in ('bundle', 'original', 'age'));
