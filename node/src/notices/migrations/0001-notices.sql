-- Notices: who is told of receipts, where, and how far each telling has come.
create schema notices;

-- Where notices of a party go: programs (webhooks, any number) and its own e-mail address (one, once it is confirmed).
create table notices.subscription (
  subscription text primary key,
  party text not null,
  channel text not null check (channel in ('webhook', 'email')),
  -- `unconfirmed`: nothing is sent but the code. `paused`: deliveries are made and wait. `disabled`: the receiver answered
  -- 410, nothing is made any more.
  state text not null check (state in ('unconfirmed', 'active', 'paused', 'disabled')),
  -- Names of event types.
  events text[] not null,
  -- The size of the log when it began: what was in the log before is not told.
  since bigint not null,
  created_at timestamptz(3) not null,
  -- Webhooks: where to, and the secret that their receiver knows too.
  url text,
  secret text,
  -- E-mail: erased with the row.
  address text,
  -- SHA-256 of the code that was sent to the address, until when it is valid, and how often it was guessed.
  code bytea,
  code_until timestamptz(3),
  code_attempts integer not null default 0,
  check ((channel = 'webhook') = (url is not null) and (channel = 'webhook') = (secret is not null)),
  check ((channel = 'email') = (address is not null)),
  check (channel = 'email' or state <> 'unconfirmed')
);
create index subscription_party on notices.subscription (party);
create unique index subscription_email on notices.subscription (party) where channel = 'email';

-- One receipt on its way to one subscription. The key makes it impossible to double one.
create table notices.delivery (
  receipt text not null,
  subscription text not null references notices.subscription on delete cascade,
  type text not null,
  at timestamptz(3) not null,
  "grant" text,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  -- When it is tried next; null: when its subscription is resumed.
  due_at timestamptz(3),
  attempts integer not null default 0,
  -- What came of the newest attempt: a status of HTTP or of SMTP, or a word.
  last_at timestamptz(3),
  last_status integer,
  last_fault text,
  primary key (subscription, receipt)
);
create index delivery_due on notices.delivery (due_at) where state = 'waiting' and due_at is not null;
create index delivery_made on notices.delivery (receipt);

-- One row: every entry of the log in front of this place has been told, or was nobody's to be told of.
create table notices.cursor (
  only_row boolean primary key default true check (only_row),
  told bigint not null
);
insert into notices.cursor (told) select size from log.tree;
