import type { Purpose } from '@symbolon/protocol/consent'
import { type Id, kernelErrors } from '@symbolon/protocol/kernel'
import type { Statement } from '../../kernel/index.ts'
import type { UnopenedGrant } from './capsule-queue.ts'

/** Which institution reads, for whom and why, and when. */
export interface Reader {
  readonly party: Id<'party'>
  readonly purpose: Purpose
  /** Whom of its own people the institution names, if anybody. */
  readonly for_whom: string | undefined
  /** Names the sign-in that the session rests on, if it is known. */
  readonly sign_in: string | undefined
  /** Milliseconds since 1970. */
  readonly now: number
}

/** An entry that leaves the node, with what the receipt that names it says of it. */
export interface ReadHit {
  readonly grant: Id<'grant'>
  readonly subject: Id<'party'>
  readonly record: Id<'record'>
  /** What the record's token commits to; none in rows of before. */
  readonly commitment: string | null
  readonly entry: Id<'entry'>
  readonly bytes: number
  /** Digest of the capsule body that holds its key. */
  readonly body: string
}

/** An entry that a search lets out. */
export interface Hit extends ReadHit {
  readonly type: string
  readonly id: string
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

type AskedValue = string | number | boolean | readonly (string | boolean | null)[]

/** Values of one question among several in a statement: columns of the relation `asked`. */
export class AskedValues {
  readonly row: Record<string, unknown> = {}
  /** As a column definition list has them. */
  readonly columns: string[] = []

  /** @throws KERNEL_BYTES_INVALID for text that no row can hold: it would fail the questions beside it as well */
  add(value: AskedValue, type: 'text' | 'text[]' | 'bigint' | 'boolean' | 'boolean[]'): string {
    const isStorable = [value].flat().every((one) => typeof one !== 'string' || !one.includes('\0'))
    if (!isStorable) throw kernelErrors.KERNEL_BYTES_INVALID({ encoding: 'UTF-8' })
    const name = `p${this.columns.length}`
    this.columns.push(`${name} ${type}`)
    this.row[name] = value
    return `asked.${name}`
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

/** One resource that is asked for, with the receipt that a hit is told by. */
export interface AskedRead {
  readonly type: string
  /** FHIR logical id. */
  readonly id: string
  readonly receipt: Id<'receipt'>
  readonly for_whom: string | undefined
  readonly sign_in: string | undefined
}

/** What a reading statement tells of one resource. */
export interface FoundRead {
  /** Nothing when policy lets nothing of this name through. */
  readonly hit: ReadHit | null
  /** Without a hit: grants whose capsule has not been opened here yet, and may hold it. */
  readonly unopened: UnopenedGrant[] | null
}

/**
 * Policy and hits of reads; one row each, in their order. The type is no part of the index, which finds the one row by its
 * identifier.
 */
export function readStatement(reader: Omit<Reader, 'for_whom' | 'sign_in'>, asked: readonly AskedRead[]): Statement {
  const head = newHead(reader)
  const { values, party } = head
  const column = (name: 'id' | 'type') => `${values.add(asked.map((read) => read[name]))}::text[]`
  const text = `with ${activeSql(head)}, asked as materialized (
      select * from unnest(${column('id')}, ${column('type')}) with ordinality asked (id, type, place)
    ), found as materialized (
      select distinct on (asked.place) asked.place, a.subject, a.body, e.grant, e.record, e.commitment, e.entry, e.bytes
      from asked
      cross join lateral (
        select * from records.hosted_entry e where e.party = ${party} and e.id = asked.id and e.type || '' = asked.type offset 0
      ) e
      join active a on a.grant = e.grant and a.body is not null
      order by asked.place, a.ends_at desc, e.grant
    )
    select case when f.place is null then ${unopenedSql(party)} end as unopened,
      case when f.place is not null then json_build_object('grant', f.grant, 'entry', f.entry, 'body', f.body,
      'subject', f.subject, 'record', f.record, 'commitment', f.commitment, 'bytes', f.bytes) end as hit
    from asked left join found f on f.place = asked.place order by asked.place`
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
