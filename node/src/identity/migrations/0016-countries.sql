-- Where institutions work, as their profiles say: ISO 3166-1 alpha-2.
alter table identity.party add column country text;
alter table identity.signed_profile add column country text;
create or replace view identity.known_party as
  select party.*
  from identity.party
  left join identity.registration using (address)
  where party.kind = 'person' or registration.profile = party.profile;
