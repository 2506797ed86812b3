-- Of marks found by their parent only those that empty it are ever asked for, and they are few: the index over all marks
-- was a twentieth of what an event takes, and two pages from the disk for each container of a journey.
drop index custody.containment_mark_parent;
create index containment_mark_emptied on custody.containment_mark (parent, at) where child = '';

-- What a thing was in is read from the index alone.
alter table custody.containment_mark drop constraint containment_mark_pkey;
alter table custody.containment_mark add primary key (child, at, mark, parent, event) include (is_association);
