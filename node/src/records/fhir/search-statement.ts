import type { Id } from '@symbolon/protocol/kernel'
import type { Search } from '@symbolon/protocol/records'
import { insertTold, receiptsOfHits, software, type ToldReceipt } from '../../consent/index.ts'
import type { Statement } from '../../kernel/index.ts'
import type { UnopenedGrant } from './capsule-queue.ts'
import { namedSql, namesPatients } from './named-patients.ts'
import { conditions } from './search-conditions.ts'
import { afterSql, type SqlKey, sortKeys } from './sort-keys.ts'
import { nameOfText } from './statement-names.ts'
import { activeSql, bestGrant, type Head, type Hit, newHead, type Reader } from './statements.ts'

/** What one searching statement tells. */
export interface Reading {
  /** Grants that open now, of the patients that the search is about; without any, the answer is a refusal. */
  readonly active: number
  /** Those of them whose capsule has not been opened here yet. */
  readonly unopened: UnopenedGrant[]
  /** Those whose capsule is not what the ledger vouches for. */
  readonly faulty: number
  /** Patients that the search names and that let the party in no more. */
  readonly refused: Id<'party'>[]
  readonly total: number
  readonly has_more: boolean
  readonly hits: Hit[]
  /** Receipts of the hits, committed with this statement. */
  readonly receipts: (Omit<ToldReceipt, 'at'> & { readonly at: string })[]
}

export interface AskedSearch {
  readonly search: Search
  /** Fresh identifiers of receipts; the database makes those that are missing, at ten times the cost. */
  readonly receipts: readonly Id<'receipt'>[]
  /** Answers from what is opened, also when something is not; else it then tells only what is not. */
  readonly is_partial: boolean
}

/** SQL of the values that the parts of the statement share. */
interface Shared extends Head {
  readonly fresh: string
  readonly for_whom: string
}

/** Policy, matches, page, total and receipts of one search. @throws KERNEL_CURSOR_INVALID */
export function searchStatement(reader: Reader, { search, receipts, is_partial }: AskedSearch): Statement {
  const head = newHead(reader)
  const { values, party } = head
  const shared: Shared = {
    ...head,
    fresh: values.add(receipts),
    for_whom: `${values.add(reader.for_whom ?? null)}::text`,
  }
  const keys = sortKeys(search)
  const named = namesPatients(search) ? `, ${namedSql(search, head)}` : ''
  const isCount = search.is_count_only || search.count === 0
  const page = isCount ? countSql(shared) : `${pageSql(search, { keys, head })}, ${receiptsSql(shared)}`
  const silent =
    search.page === undefined ? `, ${silentSql(search, { ...shared, told: isCount ? 'counted' : 'told' })}` : ''
  const more = isCount ? 'false' : `(select count(*) > ${search.count} from waiting)`
  // Rows are narrow and looked up, not joined: what a join or a materialization copies of each is a quarter of the search.
  const text = `with ${activeSql(head)}${named}, ${gateSql(search, values.add(is_partial))}, matched as materialized (
      select e.grant, ${isCount ? 'e.record, ' : ''}${keys.map(({ sql }, i) => `${sql} as k${i}`).join(', ')}
      from records.hosted_entry e
      where e.party = ${party} and e.type = ${values.add(search.type)} and (select is_open from gate)
        and (e.grant in (select a.grant from active a where a.body is not null)) is true
        ${conditions(search, values)
          .map((sql) => `and ${sql}`)
          .join('\n        ')}
    ), ${page}${silent}
    select gate.active, gate.unopened, gate.faulty, ${refusedSql(search)} as refused, ${totalSql(keys)} as total, ${more} as has_more,
      ${isCount ? `'[]'::json as hits, '[]'::json as receipts` : `${hitsJson}, ${receiptsJson}`} from gate`
  return { name: nameOfText(text), text, values: values.list }
}

/**
 * What stands open of the patients that the search is about: those it names when all of them are known, else everybody.
 * While an entry itself has not been seen, capsules of others may hold it.
 */
function gateSql(search: Search, is_partial: string): string {
  const isNamed = namesPatients(search)
  const about = isNamed
    ? '(select coalesce(bool_or(subject is null), true) from named) or a.subject in (select subject from named)'
    : 'true'
  const candidate = isNamed ? `(is_about or (select not bool_and(is_seen) from named))` : 'true'
  return `gate as materialized (
      select count(*) filter (where is_about)::integer as active, count(fault) filter (where is_about)::integer as faulty,
        coalesce(json_agg(json_build_object('grant', "grant", 'subject', subject)) filter (where body is null and ${candidate}),
          '[]') as unopened,
        ${is_partial}::boolean or count(*) filter (where body is null and ${candidate}) = 0 as is_open
      from (select a.*, ${about} as is_about from active a) a
    )`
}

function refusedSql(search: Search): string {
  if (!namesPatients(search)) return `'[]'::json`
  return `(select coalesce(json_agg(distinct n.subject), '[]') from named n
      where n.subject is not null and not exists (select from active a where a.subject = n.subject))`
}

const hitsJson = `coalesce((select json_agg(json_build_object('grant', t.grant, 'entry', t.entry, 'type', t.type, 'id', t.id,
    'body', t.body, 'mode', t.mode, 'keys', t.keys) order by t.mode desc, t.place) from told t), '[]') as hits`
const receiptsJson = `coalesce((select json_agg(t) from telling t), '[]') as receipts`

/** Counting distinct identifiers costs a sort, which nobody needs who has one grant. The last sort key is the identifier. */
function totalSql(keys: readonly SqlKey[]): string {
  return `(case when (select active from gate) = 1 then (select count(*) from matched)
      else (select count(distinct ${idOf(keys)}) from matched) end)::integer`
}

function idOf(keys: readonly SqlKey[]): string {
  return `k${keys.findIndex(({ by }) => by === '_id')}`
}

/** An entry under several grants matches as often, with the same sort keys each time: so places are dense ranks. */
function pageSql(search: Search, { keys, head: { values, party } }: { keys: SqlKey[]; head: Head }): string {
  const order = keys.map(({ descending }, i) => `k${i}${descending ? ' desc' : ''}`).join(', ')
  const columns = keys.map((_, i) => `w.k${i}`).join(', ')
  return `ranked as materialized (
      select m.*, dense_rank() over (order by ${order}) as place from (
        select * from matched m ${afterSql(search, keys, values)}
        order by ${order} limit ${search.count + 1} * (select active from gate)
      ) m
    ), waiting as materialized (
      select distinct on (place) r.*, a.subject, a.body from ranked r join active a on a.grant = r.grant
      where place <= ${search.count + 1} order by place, ends_at desc, r.grant
    ), page as materialized (
      select e.grant, w.subject, e.record, e.entry, e.type, e.id, e.bytes, w.body, 'match' as mode, w.place,
        case when w.place = ${search.count} then json_build_array(${columns}) end as keys, e.patient
      from waiting w join records.hosted_entry e on e.grant = w.grant and e.id = w.${idOf(keys)}
      where w.place <= ${search.count}
    ), told as ${search.include.length === 0 ? '(table page)' : `materialized (table page union all ${includedSql(party)})`}`
}

/** Patients that the page is about, as far as a grant of their own covers them too; once each. */
function includedSql(party: string): string {
  return `select * from (
        select distinct on (e.id) e.grant, a.subject, e.record, e.entry, e.type, e.id, e.bytes, a.body, 'include' as mode,
          0::bigint as place, null::json as keys, null as patient
        from (select distinct patient, subject from page where patient like 'Patient/%') about
        join records.hosted_entry e on e.party = ${party} and e.type = 'Patient' and e.id = substr(about.patient, 9)
        join active a on a.grant = e.grant and a.subject = about.subject and a.body is not null
        order by e.id, a.ends_at desc, e.grant
      ) included`
}

function receiptsSql({ party, purpose, at, fresh, for_whom }: Shared): string {
  return `telling as materialized (${receiptsOfHits({ hits: 'told', actor: party, purpose, at, fresh, for_whom })}
    ), receipts as (${insertTold('telling')})`
}

const receiptColumns = `receipt, kind, at, actor, subject, purpose, "grant", records, entries, bytes, for_whom, software`

/** A count says nothing but how many: its receipts name the records that were counted, and no entries. */
function countSql({ party, purpose, at, fresh, for_whom }: Shared): string {
  return `counted as materialized (
      select distinct a.subject, m.grant, m.record from matched m join active a on a.grant = m.grant
    ), receipts as (
      insert into consent.receipt (${receiptColumns})
      select coalesce((${fresh}::text[])[row_number() over ()], consent.new_receipt(${at})), 'opened', ${at}, ${party}, c.subject,
        ${purpose}, c.grant, '[' || string_agg('{"entries":[],"record":"' || c.record || '"}', ',' order by c.record) || ']', 0, 0,
        ${for_whom}, '${software}'
      from counted c group by c.subject, c.grant
    )`
}

/**
 * That there is nothing is told too: every other patient whose entries were searched has a receipt that names no record.
 * With the first page alone: later ones say nothing new of them.
 */
function silentSql(search: Search, { party, purpose, at, fresh, for_whom, told }: Shared & { told: string }): string {
  const about = namesPatients(search) ? 'and a.subject in (select subject from named)' : ''
  return `silent as (
      insert into consent.receipt (${receiptColumns})
      select coalesce((${fresh}::text[])[(select count(distinct "grant") from ${told}) + row_number() over ()],
        consent.new_receipt(${at})), 'opened', ${at}, ${party}, s.subject, ${purpose}, s.grant, '[]', 0, 0, ${for_whom}, '${software}'
      from (
        select distinct on (a.subject) a.subject, a.grant from active a
        where a.body is not null and a.fault is null and (select is_open from gate)
          and a.subject not in (select subject from ${told}) ${about}
        order by a.subject, ${bestGrant}
      ) s
    )`
}
