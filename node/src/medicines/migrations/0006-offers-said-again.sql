-- An offer that is sent again, as after a kill, is found by what its sender signed.
create index handover_signature on medicines.handover (from_signature);
