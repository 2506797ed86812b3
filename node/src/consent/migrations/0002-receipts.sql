-- Receipts: appended, never changed.

create function consent.quoted(value text) returns text
  language sql immutable strict parallel safe
  return to_json(value)::text;

-- ISO 8601 in UTC with milliseconds; to_char is only called stable because other patterns depend on the locale.
create function consent.instant(at timestamptz) returns text
  language sql immutable strict parallel safe
  return to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');

-- `rcp_` and a UUIDv7 in Crockford base32, as the protocol's newId makes it.
create function consent.new_receipt(at timestamptz) returns text
  language sql volatile parallel safe
  return (
    with number as (
      select b'00'
        || (floor(extract(epoch from at) * 1000)::bigint)::bit(48)
        || b'0111' || substring(random from 1 for 12)
        || b'10' || substring(random from 13 for 62) as bits
      from (
        select ('x' || translate(substr(gen_random_uuid()::text, 1, 8) || substr(gen_random_uuid()::text, 1, 8)
          || substr(gen_random_uuid()::text, 1, 8), '-', ''))::bit(96) as random
      ) source
    )
    select 'rcp_' || string_agg(
      substr('0123456789abcdefghjkmnpqrstvwxyz', substring(bits from place * 5 + 1 for 5)::bit(5)::integer + 1, 1),
      '' order by place)
    from number, generate_series(0, 25) place
  );

create table consent.receipt (
  receipt text primary key,
  kind text not null check (
    kind in ('added', 'granted', 'opened', 'refused', 'revoked', 'amended', 'erased', 'exported')
  ),
  at timestamptz(3) not null,
  actor text not null,
  subject text not null,
  for_whom text,
  purpose text,
  "grant" text,
  -- Canonical JSON: [{"entries":["ent_…"],"record":"rec_…"}], entries and records ascending.
  records text not null default '[]',
  entries integer not null default 0,
  bytes bigint,
  reason text,
  request_digest text,
  request_signature text,
  software text not null
);
-- The canonical JSON of a receipt, which a log entry will commit to; made when it is asked for.
create function consent.receipt_body(r consent.receipt) returns text
  language sql stable parallel safe
  return '{"actor":' || consent.quoted(r.actor)
    || ',"at":"' || consent.instant(r.at) || '"'
    || coalesce(',"bytes":' || r.bytes::text, '')
    || coalesce(',"for_whom":' || consent.quoted(r.for_whom), '')
    || coalesce(',"grant":' || consent.quoted(r.grant), '')
    || ',"kind":' || consent.quoted(r.kind)
    || coalesce(',"purpose":' || consent.quoted(r.purpose), '')
    || coalesce(',"reason":' || consent.quoted(r.reason), '')
    || ',"receipt":' || consent.quoted(r.receipt)
    || ',"records":' || r.records
    || coalesce(',"request_digest":' || consent.quoted(r.request_digest), '')
    || coalesce(',"request_signature":' || consent.quoted(r.request_signature), '')
    || ',"software":' || consent.quoted(r.software)
    || ',"subject":' || consent.quoted(r.subject)
    || ',"v":1}';

create index receipt_subject on consent.receipt (subject, kind, receipt);
create index receipt_grant on consent.receipt ("grant", kind) where "grant" is not null;
-- A signed request opens once.
create unique index receipt_request on consent.receipt (request_digest) where kind = 'opened' and request_digest is not null;
