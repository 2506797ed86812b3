/** Other capsules of the party wait until this one is saved. */
export const lockSql = {
  name: 'records_hosted_lock',
  text: `select pg_advisory_xact_lock(hashtextextended('records.hosted_capsule ' || $1::text, 0))`,
}

export const staleSql = {
  name: 'records_hosted_stale',
  text: 'delete from records.hosted_capsule where "grant" = $1 and body <> $2',
}

export const dropSql = { name: 'records_hosted_drop', text: 'delete from records.hosted_capsule where "grant" = $1' }

export const capsuleSql = {
  name: 'records_hosted_capsule',
  text: `insert into records.hosted_capsule ("grant", party, body, fault)
    select c.grant, $2, c.body, $4 from consent.capsule c where c.grant = $1 and c.body = $3
    on conflict ("grant") do nothing returning "grant"`,
}

/** Rows of the same entries that the same patient let the same party into under other grants; of each entry one. */
const siblings = `select distinct on (e.id) e.* from unnest($3::text[]) wanted (id)
      join records.hosted_entry e on e.party = $2 and e.id = wanted.id and e.grant <> $1
      join consent.grant theirs on theirs.grant = e.grant
      join consent.grant ours on ours.grant = $1 and ours.subject = theirs.subject
      order by e.id, e.grant`

export const siblingsSql = { name: 'records_hosted_siblings', text: `select id from (${siblings}) sibling` }

const rest = `party, record, commitment, entry, type, id, patient, subject, category, code, status, date_from, date_to, updated_from,
        updated_to, bytes`

export const copySql = {
  name: 'records_hosted_copy',
  text: `with copied as (
      insert into records.hosted_entry ("grant", ${rest}) select $1, ${rest} from (${siblings}) sibling returning 1
    ) select count(*)::integer as copied from copied`,
}

/**
 * What rows claim: identifiers that they have, and identifiers of entries that they are about. Other identifiers, such as
 * `Patient/1`, are anybody's and claim nothing.
 */
const claims = `claim as materialized (
      select id, bool_and(is_reference) as is_reference, min(record) as record from (
        select id, false as is_reference, record from json_to_recordset($3::json) r(id text, record text)
        union all
        select split_part(about, '/', 2), true, record
        from json_to_recordset($3::json) r(patient text, subject text, record text),
          unnest(array[patient, subject]) about
        where about ~ '^[A-Za-z]+/ent-[0-9a-z]{26}$'
      ) each_claim group by id
    )`

/** Claims of the new rows that are another person's already. */
const clash = `clash as materialized (
      select claim.id, ours.subject, t.is_reference and not claim.is_reference as is_theirs_false
      from claim
      join records.hosted_trace t on t.party = $2 and t.id = claim.id
      join consent.grant theirs on theirs.grant = t.grant
      join consent.grant ours on ours.grant = $1 and ours.subject <> theirs.subject
    )`

/** Who brings an entry is right against who only refers to it; else who came first is right. */
export const clashesSql = {
  name: 'records_hosted_clashes',
  text: `with ${claims}, ${clash} select distinct not is_theirs_false as is_ours_false from clash`,
}

/** Capsules of others whose rows say that they are about an entry which turns out to be this patient's are faulty. */
export const disproveSql = {
  name: 'records_hosted_disprove',
  text: `with ${claims}, ${clash}, false_one as (
      select distinct e.grant from clash
      join records.hosted_entry e on e.party = $2
        and clash.id in (split_part(e.patient, '/', 2), split_part(e.subject, '/', 2))
      join consent.grant theirs on theirs.grant = e.grant and theirs.subject <> clash.subject
    ), gone as (
      delete from records.hosted_entry e using false_one f where e.grant = f.grant
    )
    update records.hosted_capsule h set fault = 'VAULT_CAPSULE_INVALID' from false_one f where h.grant = f.grant`,
}

export const entriesSql = {
  name: 'records_hosted_entries',
  text: `with rows as (
      select * from json_to_recordset($3::json) r(record text, commitment text, entry text, type text, id text, patient text, subject text,
        category text[], code text[], status text[], date_from bigint, date_to bigint, updated_from bigint,
        updated_to bigint, bytes bigint)
    ), ${claims}, traces as (
      insert into records.hosted_trace as t (party, id, "grant", record, is_reference)
      select $2, id, $1, record, is_reference from claim
      on conflict (party, id) do update
        set "grant" = excluded.grant, record = excluded.record, is_reference = excluded.is_reference
        where t.is_reference or not excluded.is_reference
    )
    insert into records.hosted_entry ("grant", party, record, commitment, entry, type, id, patient, subject, category, code,
      status, date_from, date_to, updated_from, updated_to, bytes)
    select $1, $2, record, commitment, entry, type, id, patient, subject, category, code, status, date_from, date_to, updated_from,
      updated_to, bytes from rows`,
}
