-- `indexed`: the node of a hosted institution opened a capsule so that it can be searched. No key is used without a receipt;
-- nobody has seen anything by it.
alter table consent.receipt drop constraint receipt_kind_check;
alter table consent.receipt add constraint receipt_kind_check check (
  kind in ('added', 'granted', 'indexed', 'opened', 'refused', 'revoked', 'amended', 'erased', 'exported')
);
