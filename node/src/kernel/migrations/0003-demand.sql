-- Fails the transaction that what it demands is not so in.
create function kernel.demand(is_so boolean, otherwise text) returns void
  language plpgsql
  as $$ begin if is_so is not true then raise exception '%', otherwise; end if; end $$;
