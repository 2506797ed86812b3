-- What was signed to open a session, so that a receipt of what was asked within it can name who opened it. Nothing but
-- address, domain, nonce and times is in a message that is taken.
create table identity.sign_in (
  -- SHA-256 of the message.
  sign_in text primary key check (sign_in ~ '^0x[0-9a-f]{64}$'),
  address text not null,
  message text not null,
  signature text not null,
  -- When it is looked at whether it stays; null when it stays.
  goes_at timestamptz(3)
);
create index sign_in_goes on identity.sign_in (goes_at) where goes_at is not null;

-- Sessions of before have none.
alter table identity.session add column sign_in text;
