import type { Receipt, ReceiptRecord } from '@symbolon/protocol/consent'
import { canonicalJson, type Id, type JsonValue, newId } from '@symbolon/protocol/kernel'
import type { NodeContext, Statement } from '../kernel/index.ts'
import type { EntrySource, IntegratedEntry, TransparencyLog } from '../log/index.ts'
import { type ReceiptRow, receiptBody } from './receipt-body.ts'
import { software } from './software.ts'

/**
 * A receipt that stands in the log: nobody can take it back, and the patient will see it. The only thing a capsule is
 * fetched with. Made in this file alone.
 */
export interface IntegratedReceipt {
  readonly receipt: Id<'receipt'>
  readonly grant: Id<'grant'>
  readonly entry: IntegratedEntry<Id<'receipt'>>
}

/** Receipts as the log reads them. */
export const receiptSource: EntrySource = {
  sql: 'select r.receipt as name, r.* from consent.receipt r',
  bodyOf: (row) => receiptBody(row as unknown as ReceiptRow),
  nameAt: (instant_ms) => newId('receipt', Math.max(0, instant_ms), new Uint8Array(10)),
}

/** What happened, as a slice tells it; identifier, version and software are added. */
export type ReceiptFacts = Omit<Receipt, 'v' | 'receipt' | 'form' | 'software' | 'records'> & {
  readonly receipt?: Id<'receipt'>
  readonly records: readonly ReceiptRecord[]
}

/** A fresh identifier of a receipt. */
export function newReceiptId({ clock, random }: Pick<NodeContext, 'clock' | 'random'>): Id<'receipt'> {
  return newId('receipt', clock.now(), random(10))
}

/** Receipts, each with its identifier, in one statement however many there are. */
export function insertReceipts(receipts: readonly (ReceiptFacts & { readonly receipt: Id<'receipt'> })[]): Statement {
  const column = (read: (receipt: ReceiptFacts) => unknown) => receipts.map((receipt) => read(receipt) ?? null)
  return {
    name: 'consent_insert_receipts',
    text: `insert into consent.receipt (receipt, kind, at, actor, subject, purpose, "grant", records, entries, bytes,
        reason, request_digest, request_signature, for_whom, software)
      select f.*, $15 from unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::text[],
        $7::text[], $8::text[], $9::integer[], $10::bigint[], $11::text[], $12::text[], $13::text[], $14::text[]) f`,
    values: [
      column((r) => r.receipt),
      column((r) => r.kind),
      column((r) => r.at),
      column((r) => r.actor),
      column((r) => r.subject),
      column((r) => r.purpose),
      column((r) => r.grant),
      column((r) => recordsText(r.records)),
      column((r) => r.records.reduce((count, { entries }) => count + entries.length, 0)),
      column((r) => r.bytes),
      column((r) => r.reason),
      column((r) => r.request_digest),
      column((r) => r.request_signature),
      column((r) => r.for_whom),
      software,
    ],
  }
}

/** The one spelling of a receipt's records: ascending, entries ascending. */
export function recordsText(records: readonly ReceiptRecord[]): string {
  const ascending = [...records]
    .sort((left, right) => (left.record < right.record ? -1 : 1))
    .map(({ record, entries }) => ({ record, entries: [...entries].sort() }))
  return canonicalJson(ascending as unknown as JsonValue)
}

/** The row of a receipt under a grant, as a statement that was committed told it. */
export type ToldReceipt = ReceiptRow & { readonly receipt: Id<'receipt'>; readonly grant: Id<'grant'> }

/** Receipts that are committed, with the proof that they stand in the log. @throws LOG_IN_USE */
export async function integrateReceipts(
  log: TransparencyLog,
  told: readonly ToldReceipt[],
): Promise<IntegratedReceipt[]> {
  const entries = await log.integrate(
    told.map((row) => ({ name: row.receipt, subject: row.subject, body: receiptBody(row) })),
  )
  return told.map(({ receipt, grant }, i) => ({ receipt, grant, entry: entries[i] as IntegratedEntry<Id<'receipt'>> }))
}

/** Where a statement of a reading slice finds what a receipt says; each is SQL: a name or a parameter. */
export interface HitsReceipt {
  /** A table expression with columns subject, "grant", record, entry and bytes, one row an entry that leaves the node. */
  readonly hits: string
  readonly actor: string
  readonly purpose: string
  readonly at: string
  /** A text[] of fresh receipt identifiers; the database makes those that are missing, at ten times the cost. */
  readonly fresh?: string
  /** A text that may be null. */
  readonly for_whom?: string
}

/** What an `opened` receipt of entries that leave the node has no value for. */
const unsaid = { reason: null, request_digest: null, request_signature: null, software } as const

/** The receipt of one entry that leaves the node, in the words of a statement that inserted it. */
export function receiptOfHit(
  hit: Omit<ToldReceipt, keyof typeof unsaid | 'kind' | 'records'> & {
    readonly record: string
    readonly entry: string
  },
): ToldReceipt {
  const { record, entry, ...told } = hit
  return { ...unsaid, ...told, kind: 'opened', records: `[{"entries":["${entry}"],"record":"${record}"}]` }
}

/**
 * Select statement for a materialized CTE: one `opened` receipt for each grant among the hits, naming every entry.
 * `insertTold` inserts its rows.
 * @example `with hits as (…), telling as materialized (${receiptsOfHits({ hits: 'hits', … })}), receipts as (${insertTold('telling')}) select …`
 */
export function receiptsOfHits({ hits, actor, purpose, at, fresh, for_whom = 'null' }: HitsReceipt): string {
  const made = `consent.new_receipt(${at})`
  const receipt = fresh ? `coalesce((${fresh}::text[])[row_number() over ()], ${made})` : made
  return `select ${receipt} as receipt, 'opened' as kind, ${at} as at, ${actor} as actor, told.subject, ${purpose} as purpose, told.grant,
      '[' || string_agg(told.body, ',' order by told.record) || ']' as records, sum(told.entries)::integer as entries,
      sum(told.bytes)::bigint as bytes, ${for_whom} as for_whom, null as reason, null as request_digest, null as request_signature,
      '${software}' as software
    from (
      select hit.subject, hit.grant, hit.record, count(*) as entries, sum(hit.bytes) as bytes,
        '{"entries":["' || string_agg(hit.entry, '","' order by hit.entry) || '"],"record":"' || hit.record || '"}' as body
      from ${hits} hit group by hit.subject, hit.grant, hit.record
    ) told
    group by told.subject, told.grant`
}

/** Insert statement for a CTE: the rows of `receiptsOfHits`. */
export function insertTold(telling: string): string {
  return `insert into consent.receipt (receipt, kind, at, actor, subject, purpose, "grant", records, entries, bytes, for_whom, software)
    select receipt, kind, at, actor, subject, purpose, "grant", records, entries, bytes, for_whom, software from ${telling}`
}
