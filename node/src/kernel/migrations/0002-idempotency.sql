-- Answers to POST requests, kept for 24 hours so that a repeat gets the first answer.
create table kernel.idempotency (
  -- SHA-256 of who asked and their Idempotency-Key: nothing of either can be read here.
  key bytea primary key check (octet_length(key) = 32),
  -- SHA-256 of method, path and body.
  request bytea not null check (octet_length(request) = 32),
  -- Until then a request without an answer blocks its repeats.
  leased_until bigint not null,
  expires_at bigint not null,
  -- Null while there is no answer yet.
  status smallint,
  media_type text,
  body text
);
create index idempotency_expired on kernel.idempotency (expires_at);
