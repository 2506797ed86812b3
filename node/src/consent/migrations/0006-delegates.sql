-- Who may stop a grant besides whoever gave it. The account is used for this grant alone; its key is sealed to the
-- delegate, and the node cannot open it. A row counts once the ledger has named its account, which is once and for ever.
create table consent.delegate (
  "grant" text not null references consent.grant,
  account text not null,
  party text not null,
  key bytea not null,
  command text not null,
  block bigint,
  primary key ("grant", account)
);
create unique index delegate_recorded on consent.delegate ("grant") where block is not null;
