-- What the token of each record commits to, as the grant's receipts name it; moved on when the record is amended. None for
-- grants of before until then.
alter table consent.grant_record add column commitment text;

-- The records of a grant as a receipt names them when it can name no entries: canonical JSON.
create function consent.whole_records(of_grant text) returns text
  language sql stable parallel safe
  begin atomic
    select coalesce('[' || string_agg(
      '{' || coalesce('"commitment":"' || gr.commitment || '",', '') || '"entries":[],"record":"' || gr.record || '"}',
      ',' order by gr.record) || ']', '[]')
    from consent.grant_record gr where gr.grant = of_grant;
  end;
