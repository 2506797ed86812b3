-- Called once for every read, it took five times as long as the row.
drop function consent.receipt_body(consent.receipt);
drop function consent.instant(timestamptz);
drop function consent.quoted(text);
