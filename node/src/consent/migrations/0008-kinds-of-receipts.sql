-- The kinds of the protocol, those that nothing makes yet included; a test compares them.
alter table consent.receipt drop constraint receipt_kind_check;
alter table consent.receipt add constraint receipt_kind_check check (
  kind in ('added', 'granted', 'indexed', 'opened', 'refused', 'revoked', 'amended', 'erased', 'exported',
    'emergency_opened', 'emergency_closed', 'custody', 'anchored')
) not valid;
alter table consent.receipt validate constraint receipt_kind_check;
