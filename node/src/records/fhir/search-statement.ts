import type { Id } from '@symbolon/protocol/kernel'
import type { Search } from '@symbolon/protocol/records'
import type { Statement } from '../../kernel/index.ts'
import type { UnopenedGrant } from './capsule-queue.ts'
import { namedSql, namesPatients } from './named-patients.ts'
import { conditions } from './search-conditions.ts'
import { afterSql, type SqlKey, sortKeys } from './sort-keys.ts'
import { nameOfText } from './statement-names.ts'
import { AskedValues, activeSql, bestGrant, type Hit, newHead, type Reader, type ReadHit } from './statements.ts'

/** What a searching statement tells of one search. */
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
  /** Records whose entries were counted, where nothing else is asked. */
  readonly counted: Pick<ReadHit, 'grant' | 'subject' | 'record' | 'commitment'>[]
  /** Of every other patient whose entries were searched a grant; with the first page alone, later ones say nothing new. */
  readonly searched: Pick<ReadHit, 'grant' | 'subject'>[]
}

/** One search as a statement asks it, alone or with others of the same form. */
export interface AskedSearch {
  /** SQL of its answer, for one row of the relation `asked`. */
  readonly sql: string
  readonly values: AskedValues
}

/** SQL of the party that asks, in every statement of this kind. */
const party = '$1'

/**
 * Matches, page and total of one search.
 * @param isPartial answers from what is opened, also when something is not; else it then tells only what is not
 * @throws KERNEL_CURSOR_INVALID, KERNEL_BYTES_INVALID
 */
export function askSearch(search: Search, { isPartial }: { readonly isPartial: boolean }): AskedSearch {
  const values = new AskedValues()
  const keys = sortKeys(search)
  const named = namesPatients(search) ? `${namedSql(search, { values, party })}, ` : ''
  const isCount = search.is_count_only || search.count === 0
  // Rows are narrow and looked up, not joined: what a join or a materialization copies of each is a quarter of the search.
  const sql = `with ${named}${gateSql(search, values.add(isPartial, 'boolean'))}, matched as materialized (
      select e.grant, ${isCount ? 'e.record, e.commitment, ' : ''}${keys.map(({ sql }, i) => `${sql} as k${i}`).join(', ')}
      from records.hosted_entry e
      where e.party = ${party} and e.type = ${values.add(search.type, 'text')} and (select is_open from gate)
        and (e.grant in (select a.grant from active a where a.body is not null)) is true
        ${conditions(search, values)
          .map((sql) => `and ${sql}`)
          .join('\n        ')}
    ), ${isCount ? countedSql : pageSql(search, { keys, values })}
    select gate.active, gate.unopened, gate.faulty, ${refusedSql(search)} as refused, ${totalSql(keys)} as total,
      ${isCount ? `false as has_more, '[]'::json as hits, ${countedJson}` : `(select count(*) > ${search.count} from waiting) as has_more, ${hitsJson}, '[]'::json as counted`},
      ${searchedSql(search, isCount ? 'counted' : 'told')} as searched
    from gate`
  return { sql, values }
}

/** Policy and the answers of searches of the same form; one row each, in their order. */
export function searchStatement(
  reader: Omit<Reader, 'for_whom' | 'sign_in'>,
  searches: readonly [AskedSearch, ...AskedSearch[]],
): Statement {
  const head = newHead(reader)
  const [{ sql, values }] = searches
  const rows = head.values.add(JSON.stringify(searches.map(({ values: { row } }, place) => ({ place, ...row }))))
  const text = `with ${activeSql(head)}, asked as materialized (
      select * from json_to_recordset(${rows}::json) asked (place integer, ${values.columns.join(', ')})
    ) select found.* from asked cross join lateral (${sql}) found order by asked.place`
  return { name: nameOfText(text), text, values: head.values.list }
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

const hitsJson = `coalesce((select json_agg(json_build_object('grant', t.grant, 'subject', t.subject, 'record', t.record, 'commitment', t.commitment,
    'entry', t.entry, 'type', t.type, 'id', t.id, 'bytes', t.bytes, 'body', t.body, 'mode', t.mode, 'keys', t.keys)
    order by t.mode desc, t.place) from told t), '[]') as hits`
const countedJson = `coalesce((select json_agg(c) from counted c), '[]') as counted`

/** Counting distinct identifiers costs a sort, which nobody needs who has one grant. The last sort key is the identifier. */
function totalSql(keys: readonly SqlKey[]): string {
  return `(case when (select active from gate) = 1 then (select count(*) from matched)
      else (select count(distinct ${idOf(keys)}) from matched) end)::integer`
}

function idOf(keys: readonly SqlKey[]): string {
  return `k${keys.findIndex(({ by }) => by === '_id')}`
}

/** An entry under several grants matches as often, with the same sort keys each time: so places are dense ranks. */
function pageSql(search: Search, { keys, values }: { keys: SqlKey[]; values: AskedValues }): string {
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
      select e.grant, w.subject, e.record, e.commitment, e.entry, e.type, e.id, e.bytes, w.body, 'match' as mode, w.place,
        case when w.place = ${search.count} then json_build_array(${columns}) end as keys, e.patient
      from waiting w join records.hosted_entry e on e.grant = w.grant and e.id = w.${idOf(keys)}
      where w.place <= ${search.count}
    ), told as ${search.include.length === 0 ? '(table page)' : `materialized (table page union all ${includedSql})`}`
}

/** Patients that the page is about, as far as a grant of their own covers them too; once each. */
const includedSql = `select * from (
        select distinct on (e.id) e.grant, a.subject, e.record, e.commitment, e.entry, e.type, e.id, e.bytes, a.body, 'include' as mode,
          0::bigint as place, null::json as keys, null as patient
        from (select distinct patient, subject from page where patient like 'Patient/%') about
        join records.hosted_entry e on e.party = ${party} and e.type = 'Patient' and e.id = substr(about.patient, 9)
        join active a on a.grant = e.grant and a.subject = about.subject and a.body is not null
        order by e.id, a.ends_at desc, e.grant
      ) included`

/** A count says nothing but how many. */
const countedSql = `counted as materialized (
      select distinct m.grant, a.subject, m.record, m.commitment from matched m join active a on a.grant = m.grant
    )`

/** That there is nothing is told too: to every other patient whose entries were searched. */
function searchedSql(search: Search, told: 'counted' | 'told'): string {
  if (search.page !== undefined) return `'[]'::json`
  const about = namesPatients(search) ? 'and a.subject in (select subject from named)' : ''
  return `coalesce((select json_agg(s) from (
        select distinct on (a.subject) a.grant, a.subject from active a
        where a.body is not null and a.fault is null and (select is_open from gate)
          and a.subject not in (select subject from ${told}) ${about}
        order by a.subject, ${bestGrant}
      ) s), '[]')`
}
