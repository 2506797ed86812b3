-- Queries that parties keep under a name, and who is told of what they find.
create table custody.named_query (
  party text not null,
  name text not null,
  -- As told: it is read anew whenever it is used.
  parameters json not null,
  created_at timestamptz(3) not null,
  primary key (party, name)
);

create table custody.subscription (
  subscription text primary key,
  party text not null,
  query text not null,
  -- Where reports go, with the secret that they are signed with; null where whoever subscribed fetches the events.
  dest text,
  secret text,
  -- Null: at once.
  schedule json,
  report_if_empty boolean not null,
  initial_record_time timestamptz(3),
  created_at timestamptz(3) not null,
  -- `ended`: its receiver wanted no more, or could not be reached for days.
  state text not null default 'active' check (state in ('active', 'ended')),
  -- Every event in front of this place of the log has been acknowledged, or was not to be told.
  acknowledged bigint not null,
  due_at timestamptz(3),
  failures integer not null default 0,
  failing_since timestamptz(3),
  foreign key (party, query) references custody.named_query on delete cascade,
  check ((dest is null) = (secret is null)),
  check (dest is not null or (schedule is null and due_at is null))
);
create index subscription_query on custody.subscription (party, query);
create index subscription_due on custody.subscription (due_at) where state = 'active' and due_at is not null;
