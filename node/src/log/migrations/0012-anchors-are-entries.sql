-- The log's name in a contract Checkpoints, by which its own anchors are found among others; an older log gets it at its
-- next start.
alter table log.tree add column origin_id bytea, add column founder bytea;
alter table log.tree add check ((origin_id is null) = (founder is null));

-- An anchor is an entry of the log that it anchored, under this name. Those from before stay what they were.
alter table log.anchor add column receipt text, add column software text;
alter table log.anchor add check ((receipt is null) = (software is null));
create unique index anchor_receipt on log.anchor (receipt) where receipt is not null;

-- An entry that says only what is public has its salt in clear, for whoever asks; all others have it sealed.
alter table log.opening add column salt bytea check (octet_length(salt) = 64);
alter table log.opening drop constraint opening_check;
alter table log.opening add constraint opening_check check (
  (index is null) = (sealed is null and salt is null)
  and (key is null) = (sealed is null)
  and (sealed is null or salt is null)
);
