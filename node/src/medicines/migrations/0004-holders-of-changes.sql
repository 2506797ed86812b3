-- Who held the packs after the change, where the ledger said so: whoever made them, or received them. Changes of before have none.
alter table medicines.change add column holder text;
