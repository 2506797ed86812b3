-- Events that custody refused for good are kept, and tried again when a node starts: what they tell of has happened.
alter table medicines.told_event add column refused_at timestamptz(3);
