-- What the log is called and which key signs for it, from its first start on; an older log gets both at its next start.
alter table log.tree add column origin text, add column verifier_key text;
alter table log.tree add check ((origin is null) = (verifier_key is null));

-- What stands in the contract Checkpoints, of this log and of any other there. `network` is 'own' for the ledger of this
-- node, else the contract's place on another chain (CAIP-10).
create table log.anchor (
  network text not null,
  origin bytea not null,
  founder bytea not null,
  size bigint not null,
  root bytea not null,
  block bigint not null,
  transaction_hash bytea not null,
  at timestamptz(3) not null,
  primary key (network, transaction_hash, origin, founder)
);
create index anchor_newest on log.anchor (network, origin, founder, block desc);

-- How far each witness, by its verifier key, has cosigned, and how it answered last.
create table log.witness (
  verifier_key text primary key,
  size bigint not null default 0,
  at timestamptz(3),
  answer text not null
);
