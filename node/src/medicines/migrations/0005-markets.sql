-- Countries that a batch is made for, ISO 3166-1 alpha-2, and the maker's signature on them and the root. Null: it said none.
alter table medicines.batch add column markets text[] check (cardinality(markets) > 0);
alter table medicines.batch add column markets_signature text;
