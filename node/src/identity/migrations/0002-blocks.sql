-- The block of the event that each row was last written from: where a network takes blocks back, rows above the common
-- ancestor are found by it.
alter table identity.registration add column block bigint not null default 0;
alter table identity.role add column block bigint not null default 0;
create index registration_block on identity.registration (block);
create index role_block on identity.role (block);
