-- The one place that decides whether a grant opens. Reading slices join this function; nothing reads consent.grant past it.

create function consent.holds_role(holder text, roles text[], at timestamptz) returns boolean
  language plpgsql stable parallel safe
  as $$ begin return cardinality(roles) = 0 or exists (
    select from identity.held_role held
    where held.party = holder and held.role = any(roles) and held.until > at
  ); end $$;

-- Grants that open now, for this party and this purpose: recorded on the ledger, not ended, in their period, held by a
-- party in the role that the purpose needs, with a capsule.
create function consent.active_grants(asking text, asked_purpose text, at timestamptz)
  returns table ("grant" text, subject text, ends_at timestamptz)
  language sql stable parallel safe
  begin atomic
    select g.grant, g.subject, g.ends_at
    from consent.grant g
    where g.grantee = asking
      and g.purpose = asked_purpose
      and g.state = 'recorded'
      and g.ended_at is null
      and g.not_before <= at
      and g.ends_at > at
      and exists (select from consent.capsule c where c.grant = g.grant)
      -- Depends on no row, so it is answered once. As holds_role, written out: a call would cost more than the look-up.
      and (
        select cardinality(p.roles) = 0 or exists (
          select from identity.held_role held
          where held.party = asking and held.role = any(p.roles) and held.until > at
        )
        from consent.purpose p where p.purpose = asked_purpose
      );
  end;
