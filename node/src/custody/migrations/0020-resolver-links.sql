-- Links of the resolver: where a Digital Link leads.
create schema if not exists custody;

create table custody.resolver_link (
  -- Path of the canonical Digital Link that the link stands at, and of its key alone.
  anchor text not null,
  key text not null,
  position smallint not null,
  link_type text not null,
  href text not null,
  title text not null,
  hreflang text[] not null,
  media_type text,
  role text not null check (role in ('default', 'variant', 'other')),
  -- The party that wrote it.
  party text not null,
  primary key (anchor, position)
);
create unique index resolver_link_default on custody.resolver_link (anchor) where role = 'default';
create index resolver_link_key on custody.resolver_link (key, anchor);
