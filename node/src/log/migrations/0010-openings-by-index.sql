-- Notices are made of what joined the tree since they last looked, in the tree's order.
create unique index opening_index on log.opening (index) where index is not null;
