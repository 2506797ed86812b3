import type { Purpose } from '@symbolon/protocol/consent'
import type { Id } from '@symbolon/protocol/kernel'
import type { DateComparison, Search, SortKey } from '@symbolon/protocol/records'
import { receiptsOfHits, software } from '../../consent/index.ts'
import { readCursor, type Statement } from '../../kernel/index.ts'
import { nameOfText } from './statement-names.ts'

/** Which institution reads, why, and when. */
export interface Reader {
  readonly party: Id<'party'>
  readonly purpose: Purpose
  /** Milliseconds since 1970. */
  readonly now: number
}

/** An entry that leaves the node, under the receipt that names it. */
export interface Hit {
  readonly grant: Id<'grant'>
  readonly entry: Id<'entry'>
  readonly type: string
  readonly id: string
  /** Digest of the capsule body that holds its key. */
  readonly body: string
  readonly mode: 'match' | 'include'
  /** Sort keys of the last hit of a full page, for the next page. */
  readonly keys: (string | number)[] | null
}

/** What one reading statement tells. */
export interface Reading {
  /** Grants that open now; without any, the answer is a refusal. */
  readonly active: number
  /** Those of them whose capsule has not been opened here yet: nothing was searched. */
  readonly unopened: Id<'grant'>[]
  /** Those whose capsule is not what the ledger vouches for. */
  readonly faulty: number
  readonly total: number
  readonly has_more: boolean
  readonly hits: Hit[]
  /** Receipts of the hits, committed with this statement. */
  readonly receipts: { readonly receipt: Id<'receipt'>; readonly grant: Id<'grant'> }[]
}

/** Values of a statement, each named by its place. */
class Values {
  readonly list: unknown[] = []

  add(value: unknown): string {
    return `$${this.list.push(value)}`
  }
}

interface Head {
  readonly values: Values
  readonly party: string
  readonly purpose: string
  readonly at: string
}

function newHead({ party, purpose, now }: Reader): Head {
  const values = new Values()
  return { values, party: values.add(party), purpose: values.add(purpose), at: values.add(new Date(now)) }
}

const noDate = 9_000_000_000_000_000
const limits: Readonly<Record<'first' | 'last', string>> = { first: `${-noDate}`, last: `${noDate}` }

/** The grants that open now, with what was read of them here. Every row that leaves is joined to it. */
function activeSql({ party, purpose, at }: Head): string {
  return `active as materialized (
      select a.grant, a.subject, a.ends_at, h.body, h.fault
      from consent.active_grants(${party}, ${purpose}, ${at}) a
      join consent.capsule c on c.grant = a.grant
      left join records.hosted_capsule h on h.grant = a.grant and h.body = c.body
    ), gate as materialized (
      select count(*)::integer as active, count(fault)::integer as faulty,
        coalesce(array_agg("grant") filter (where body is null), '{}') as unopened
      from active
    )`
}

const hitsJson = `coalesce((select json_agg(json_build_object('grant', t.grant, 'entry', t.entry, 'type', t.type, 'id', t.id,
    'body', t.body, 'mode', t.mode, 'keys', t.keys) order by t.mode desc, t.place) from told t), '[]') as hits`
const receiptsJson = `coalesce((select json_agg(r) from receipts r), '[]') as receipts`

/** One resource that is asked for, with the receipt that a hit is committed under. */
export interface AskedRead {
  readonly type: string
  /** FHIR logical id. */
  readonly id: string
  readonly receipt: Id<'receipt'>
}

/** What a reading statement tells of one resource. */
export interface FoundRead {
  /** Nothing when policy lets nothing of this name through. */
  readonly hit: Pick<Hit, 'grant' | 'entry' | 'body'> | null
  /** Without a hit: grants whose capsule has not been opened here yet, and may hold it. */
  readonly unopened: Id<'grant'>[] | null
}

/**
 * Policy, hits and receipts of reads; one row each, `place` from 1. The type is no part of the index, which finds the one
 * row by its identifier.
 */
export function readStatement(reader: Reader, asked: readonly AskedRead[]): Statement {
  const head = newHead(reader)
  const { values, party, purpose, at } = head
  const column = (name: keyof AskedRead) => `${values.add(asked.map((read) => read[name]))}::text[]`
  const text = `with ${activeSql(head)}, asked as materialized (
      select * from unnest(${column('id')}, ${column('type')}, ${column('receipt')}) with ordinality asked (id, type, receipt, place)
    ), told as materialized (
      select distinct on (asked.place) asked.place, asked.receipt, a.subject, a.body, e.grant, e.record, e.entry, e.bytes
      from asked
      join records.hosted_entry e on e.party = ${party} and e.id = asked.id and e.type || '' = asked.type
      join active a on a.grant = e.grant and a.body is not null
      order by asked.place, a.ends_at desc
    ), receipts as (
      insert into consent.receipt (receipt, kind, at, actor, subject, purpose, "grant", records, entries, bytes, software)
      select t.receipt, 'opened', ${at}, ${party}, t.subject, ${purpose}, t.grant,
        '[{"entries":["' || t.entry || '"],"record":"' || t.record || '"}]', 1, t.bytes, '${software}' from told t
    )
    select asked.place::integer, case when t.place is null then gate.unopened end as unopened,
      case when t.place is not null then json_build_object('grant', t.grant, 'entry', t.entry, 'body', t.body) end as hit
    from gate cross join asked left join told t on t.place = asked.place`
  return { name: 'records_fhir_read', text, values: values.list }
}

/** Policy, matches, page, total and receipts of one search. @throws KERNEL_CURSOR_INVALID */
export function searchStatement(reader: Reader, search: Search, receipts: readonly Id<'receipt'>[]): Statement {
  const head = newHead(reader)
  const { values, party, purpose, at } = head
  const keys = sortKeys(search)
  const fresh = values.add(receipts)
  // An entry under two grants matches twice. It has the same sort keys both times, so places are dense ranks.
  const matched = `matched as materialized (
      select e.id, e.grant, e.patient, e.record, ${keys.map(({ sql }, i) => `${sql} as k${i}`).join(', ')}
      from records.hosted_entry e join active a on a.grant = e.grant and a.body is not null
      where e.party = ${party} and e.type = ${values.add(search.type)} and (select unopened from gate) = '{}'
        ${conditions(search, values)
          .map((sql) => `and ${sql}`)
          .join('\n        ')}
    )`
  const isCount = search.is_count_only || search.count === 0
  const rest = isCount
    ? `, told as (${noneSql}), receipts as (${countReceipts({ party, purpose, at, fresh })})`
    : `, ${pageSql(search, { keys, values, party })}, receipts as (${receiptsOfHits({ hits: 'told', actor: party, purpose, at, fresh })})`
  const more = isCount ? 'false' : `(select count(*) > ${search.count} from waiting)`
  const text = `with ${activeSql(head)}, ${matched}${rest}
    select gate.active, gate.unopened, gate.faulty, ${totalSql} as total, ${more} as has_more,
      ${hitsJson}, ${receiptsJson} from gate`
  return { name: nameOfText(text), text, values: values.list }
}

/** Counting distinct identifiers costs a sort, which nobody needs who has one grant. */
const totalSql = `(case when (select active from gate) = 1 then (select count(*) from matched)
      else (select count(distinct id) from matched) end)::integer`

const noneSql = `select null as "grant", null as entry, null as type, null as id, null as body, 'match' as mode, 0 as place,
  null::json as keys where false`

function pageSql(search: Search, { keys, values, party }: { keys: SqlKey[]; values: Values; party: string }): string {
  const order = keys.map(({ descending }, i) => `k${i}${descending ? ' desc' : ''}`).join(', ')
  const after = afterSql(search, keys, values)
  const include = search.include.length === 0 ? '' : `union all ${includedSql(party)}`
  const detail = 'e.grant, a.subject, e.record, e.entry, e.type, e.id, e.bytes, a.body'
  const columns = `${keys.map((_, i) => `w.k${i}`).join(', ')}`
  return `waiting as materialized (
      select distinct on (place) * from (
        select m.*, dense_rank() over (order by ${order}) as place from matched m ${after}
      ) ranked where place <= ${search.count + 1} order by place
    ), told as materialized (
      select ${detail}, 'match' as mode, w.place, case when w.place = ${search.count} then json_build_array(${columns}) end as keys
      from waiting w join records.hosted_entry e on e.grant = w.grant and e.id = w.id join active a on a.grant = e.grant
      where w.place <= ${search.count}
      ${include}
    )`.replace('$COUNT', String(search.count))
}

/** Patients that the page is about, as far as a grant covers them too; once each. */
function includedSql(party: string): string {
  return `select * from (
        select distinct on (e.id) e.grant, a.subject, e.record, e.entry, e.type, e.id, e.bytes, a.body, 'include' as mode,
          0::bigint as place, null::json as keys
        from (select distinct patient from waiting where place <= $COUNT) about
        join records.hosted_entry e on e.party = ${party} and e.type = 'Patient' and about.patient = 'Patient/' || e.id
        join active a on a.grant = e.grant and a.body is not null
        order by e.id, a.ends_at desc
      ) included`
}

/** A count says nothing but how many: its receipts name the records that were counted, and no entries. */
function countReceipts({ party, purpose, at, fresh }: Omit<Head, 'values'> & { fresh: string }): string {
  return `insert into consent.receipt (receipt, kind, at, actor, subject, purpose, "grant", records, entries, bytes, software)
    select coalesce((${fresh}::text[])[row_number() over ()], consent.new_receipt(${at})), 'opened', ${at}, ${party}, counted.subject, ${purpose}, counted.grant,
      '[' || string_agg('{"entries":[],"record":"' || counted.record || '"}', ',' order by counted.record) || ']', 0, 0, '${software}'
    from (
      select distinct a.subject, m.grant, m.record from matched m join active a on a.grant = m.grant
    ) counted
    group by counted.subject, counted.grant
    returning receipt, "grant"`
}

interface SqlKey {
  readonly by: SortKey
  readonly sql: string
  readonly descending: boolean
}

/** What a page is ordered by; the identifier comes last, so that the order is total. */
function sortKeys({ sort }: Search): SqlKey[] {
  const keys = sort.map(({ by, descending }) => ({ by, descending, sql: keySql(by, descending ? 'first' : 'last') }))
  return keys.some(({ by }) => by === '_id') ? keys : [...keys, { by: '_id', descending: false, sql: 'e.id' }]
}

/** Resources without the element come last, whatever the direction. */
function keySql(by: SortKey, absent: 'first' | 'last'): string {
  if (by === '_id') return 'e.id'
  return by === '_lastUpdated' ? 'e.updated_from' : `coalesce(e.date_from, ${limits[absent]})`
}

/** Rows behind the last one of the page before. */
function afterSql({ page }: Search, keys: readonly SqlKey[], values: Values): string {
  const cursor = readCursor(
    page,
    keys.map(({ by }) => (by === '_id' ? '' : 0)),
  )
  if (cursor === undefined) return ''
  const names = cursor.map((value) => values.add(value))
  const branches = keys.map(({ descending }, i) => {
    const equal = keys.slice(0, i).map((_, before) => `m.k${before} = ${names[before]}`)
    return [...equal, `m.k${i} ${descending ? '<' : '>'} ${names[i]}`].join(' and ')
  })
  return `where ${branches.map((branch) => `(${branch})`).join(' or ')}`
}

function conditions(search: Search, values: Values): string[] {
  const lists = (groups: readonly (readonly string[])[], column: string) =>
    groups.map((group) => `e.${column} = any(${values.add(group)}::text[])`)
  const tokens = (groups: readonly (readonly string[])[], column: string) =>
    groups.map((group) => `e.${column} && ${values.add(group)}::text[]`)
  const dates = (groups: readonly (readonly DateComparison[])[], column: string) =>
    groups.map((group) => `(${group.map((comparison) => dateSql(comparison, { column, values })).join(' or ')})`)
  return [
    ...lists(search.id, 'id'),
    ...lists(search.patient, 'patient'),
    ...search.subject.map((group) => {
      const wanted = `any(${values.add(group)}::text[])`
      return `(e.patient = ${wanted} or e.subject = ${wanted})`
    }),
    ...tokens(search.category, 'category'),
    ...tokens(search.code, 'code'),
    ...tokens(search.status, 'status'),
    ...dates(search.date, 'date'),
    ...dates(search.last_updated, 'updated'),
  ]
}

/** The same comparisons as `matchesDate` of the protocol. @source R4 §3.1.1.4.6 Prefixes */
function dateSql(comparison: DateComparison, { column, values }: { column: string; values: Values }): string {
  const first = () => `${values.add(comparison.from)}::bigint`
  const last = () => `${values.add(comparison.to)}::bigint`
  const within = () => `(e.${column}_from >= ${first()} and e.${column}_to <= ${last()})`
  switch (comparison.prefix) {
    case 'eq':
      return within()
    case 'ne':
      return `not ${within()}`
    case 'gt':
      return `e.${column}_to > ${last()}`
    case 'lt':
      return `e.${column}_from < ${first()}`
    case 'ge':
      return `(e.${column}_to > ${last()} or ${within()})`
    case 'le':
      return `(e.${column}_from < ${first()} or ${within()})`
  }
}
