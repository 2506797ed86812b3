import type { Purpose } from '@symbolon/protocol/consent'
import type { Id } from '@symbolon/protocol/kernel'
import { software } from '../../consent/index.ts'
import type { Statement } from '../../kernel/index.ts'
import type { UnopenedGrant } from './capsule-queue.ts'

/** Which institution reads, for whom and why, and when. */
export interface Reader {
  readonly party: Id<'party'>
  readonly purpose: Purpose
  /** Whom of its own people the institution names, if anybody. */
  readonly for_whom: string | undefined
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

/** Values of a statement, each named by its place. */
export class Values {
  readonly list: unknown[] = []

  add(value: unknown): string {
    return `$${this.list.push(value)}`
  }
}

export interface Head {
  readonly values: Values
  readonly party: string
  readonly purpose: string
  readonly at: string
}

export function newHead({ party, purpose, now }: Pick<Reader, 'party' | 'purpose' | 'now'>): Head {
  const values = new Values()
  return { values, party: values.add(party), purpose: values.add(purpose), at: values.add(new Date(now)) }
}

/** The grants that open now, with what was read of them here. Every row that leaves is joined to it. */
export function activeSql({ party, purpose, at }: Head): string {
  return `active as materialized (
      select a.grant, a.subject, a.ends_at, h.body, h.fault
      from consent.active_grants(${party}, ${purpose}, ${at}) a
      join consent.capsule c on c.grant = a.grant
      left join records.hosted_capsule h on h.grant = a.grant and h.body = c.body
    )`
}

/** Of an entry under several grants, the one that lasts longest; so that entries that go together stay together. */
export const bestGrant = 'ends_at desc, "grant"'

/** One resource that is asked for, with the receipt that a hit is committed under. */
export interface AskedRead {
  readonly type: string
  /** FHIR logical id. */
  readonly id: string
  readonly receipt: Id<'receipt'>
  readonly for_whom: string | undefined
}

/** A hit with what its receipt says of it. */
export type ReadHit = Pick<Hit, 'grant' | 'entry' | 'body'> & {
  readonly subject: Id<'party'>
  readonly record: Id<'record'>
  readonly bytes: number
}

/** What a reading statement tells of one resource. */
export interface FoundRead {
  /** Nothing when policy lets nothing of this name through. */
  readonly hit: ReadHit | null
  /** Without a hit: grants whose capsule has not been opened here yet, and may hold it. */
  readonly unopened: UnopenedGrant[] | null
}

/**
 * Policy, hits and receipts of reads; one row each, `place` from 1. The type is no part of the index, which finds the one
 * row by its identifier.
 */
export function readStatement(reader: Omit<Reader, 'for_whom'>, asked: readonly AskedRead[]): Statement {
  const head = newHead(reader)
  const { values, party, purpose, at } = head
  const column = (name: keyof AskedRead) => `${values.add(asked.map((read) => read[name] ?? null))}::text[]`
  const columns = (['id', 'type', 'receipt', 'for_whom'] as const).map(column).join(', ')
  const text = `with ${activeSql(head)}, asked as materialized (
      select * from unnest(${columns}) with ordinality asked (id, type, receipt, for_whom, place)
    ), told as materialized (
      select distinct on (asked.place) asked.place, asked.receipt, asked.for_whom, a.subject, a.ends_at, a.body, e.grant,
        e.record, e.entry, e.bytes
      from asked
      cross join lateral (
        select * from records.hosted_entry e where e.party = ${party} and e.id = asked.id and e.type || '' = asked.type offset 0
      ) e
      join active a on a.grant = e.grant and a.body is not null
      order by asked.place, a.ends_at desc, e.grant
    ), receipts as (
      insert into consent.receipt (receipt, kind, at, actor, subject, purpose, "grant", records, entries, bytes, for_whom,
        software)
      select t.receipt, 'opened', ${at}, ${party}, t.subject, ${purpose}, t.grant,
        '[{"entries":["' || t.entry || '"],"record":"' || t.record || '"}]', 1, t.bytes, t.for_whom, '${software}' from told t
    )
    select asked.place::integer, case when t.place is null then ${unopenedSql(party)} end as unopened,
      case when t.place is not null then json_build_object('grant', t.grant, 'entry', t.entry, 'body', t.body,
      'subject', t.subject, 'record', t.record, 'bytes', t.bytes) end as hit
    from asked left join told t on t.place = asked.place`
  return { name: 'records_fhir_read', text, values: values.list }
}

/** Unopened grants that may hold what is asked for: of its patient, when that is known, else all. */
function unopenedSql(party: string): string {
  return `(
      select coalesce(json_agg(json_build_object('grant', a.grant, 'subject', a.subject)), '[]')
      from active a
      where a.body is null and a.subject = coalesce((
        select g.subject from records.hosted_trace tr join consent.grant g on g.grant = tr.grant
        where tr.party = ${party} and tr.id = asked.id and not tr.is_reference
      ), a.subject)
    )`
}
