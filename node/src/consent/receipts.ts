import type { Receipt, ReceiptRecord } from '@symbolon/protocol/consent'
import { canonicalJson, type Id, type JsonValue, newId } from '@symbolon/protocol/kernel'
import type { Database, NodeContext, Statement } from '../kernel/index.ts'
import type { EntrySource, EntryToWrite, IntegratedEntry, TransparencyLog } from '../log/index.ts'
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
  name: 'receipts',
  sql: 'select r.receipt as name, r.* from consent.receipt r',
  bodyOf: (row) => receiptBody(row as unknown as ReceiptRow),
  insert: insertOpenings,
}

/** Of grants that have not ended. @param rows SQL of the JSON of openings */
function insertOpenings(rows: string): string {
  return `insert into consent.receipt (receipt, kind, at, actor, subject, purpose, "grant", records, entries,
        bytes, for_whom, sign_in, software)
      select r.name, 'opened', r.at, r.actor, r.subject, r.purpose, r.grant, r.records, r.entries, r.bytes, r.for_whom,
        r.sign_in, '${software}'
      from json_to_recordset(${rows}) r (name text, at timestamptz, actor text, subject text, purpose text, "grant" text,
        records text, entries integer, bytes bigint, for_whom text, sign_in text)
      where exists (select from consent.grant g where g.grant = r.grant and g.ended_at is null)
      returning receipt as name`
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
        reason, request_digest, request_signature, for_whom, sign_in, software)
      select f.*, $16 from unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::text[],
        $7::text[], $8::text[], $9::integer[], $10::bigint[], $11::text[], $12::text[], $13::text[], $14::text[],
        $15::text[]) f`,
    values: [
      column((r) => r.receipt),
      column((r) => r.kind),
      column((r) => r.at),
      column((r) => r.actor),
      column((r) => r.subject),
      column((r) => r.purpose),
      column((r) => r.grant),
      column((r) => recordsText(r.records)),
      column((r) => countEntries(r.records)),
      column((r) => r.bytes),
      column((r) => r.reason),
      column((r) => r.request_digest),
      column((r) => r.request_signature),
      column((r) => r.for_whom),
      column((r) => r.sign_in),
      software,
    ],
  }
}

/** A record as whoever tells of it knows it. */
export type RecordToTell = Omit<ReceiptRecord, 'commitment'> & { readonly commitment?: string | null }

/** The one spelling of a receipt's records: ascending, entries ascending. */
export function recordsText(records: readonly RecordToTell[]): string {
  const ascending = [...records]
    .sort((left, right) => (left.record < right.record ? -1 : 1))
    .map(({ commitment, ...one }) => ({ ...one, ...(commitment && { commitment }), entries: [...one.entries].sort() }))
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

/** An opening that policy let through just now, as its receipt tells it. */
export interface Opening extends Required<Pick<Receipt, 'actor' | 'subject' | 'at' | 'bytes'>> {
  readonly receipt: Id<'receipt'>
  readonly records: readonly RecordToTell[]
  readonly grant: Id<'grant'>
  readonly purpose: string
  readonly for_whom: string | undefined
  /** Of the session in which it was asked for. */
  readonly sign_in: string | undefined
}

/**
 * Receipts of openings that policy let through: written by the log, with their entries, for those whose grant has not
 * ended meanwhile.
 * @returns nothing for a grant that ended
 * @throws LOG_IN_USE
 */
export async function writeOpenings(
  log: TransparencyLog,
  openings: readonly Opening[],
): Promise<(IntegratedReceipt | undefined)[]> {
  if (openings.length === 0) return []
  const entries = await log.write(receiptSource.name, openings.map(entryOf))
  return openings.map(({ receipt, grant }, i) => {
    const entry = entries[i]
    return entry && { receipt, grant, entry }
  })
}

/**
 * Receipts of openings under which no key leaves, as of a count: committed at once, for those whose grant has not ended
 * meanwhile; the log takes them in a moment later. They may be thousands.
 * @returns those that are committed
 */
export async function tellOpenings(
  database: Database,
  openings: readonly Opening[],
): Promise<ReadonlySet<Id<'receipt'>>> {
  if (openings.length === 0) return new Set()
  const rows = openings.map((opening) => ({ name: opening.receipt, ...rowOf(opening) }))
  const told = await database.query<{ name: Id<'receipt'> }>({
    name: 'consent_tell_openings',
    text: insertOpenings('$1::json'),
    values: [JSON.stringify(rows)],
  })
  return new Set(told.map(({ name }) => name))
}

/** What an opening of entries has no value for. */
const unsaid = { reason: null, request_digest: null, request_signature: null } as const

function entryOf(opening: Opening): EntryToWrite<Id<'receipt'>> {
  const { receipt, subject, at } = opening
  const row = rowOf(opening)
  const body = receiptBody({ ...row, ...unsaid, receipt, kind: 'opened', at: new Date(at), software })
  return { name: receipt, subject, body, row }
}

function rowOf({ subject, actor, at, grant, purpose, bytes, records, for_whom, sign_in }: Opening) {
  const by = { for_whom: for_whom ?? null, sign_in: sign_in ?? null }
  const amounts = { entries: countEntries(records), bytes }
  return { subject, actor, at, grant, purpose, ...by, ...amounts, records: recordsText(records) }
}

function countEntries(records: readonly RecordToTell[]): number {
  return records.reduce((count, { entries }) => count + entries.length, 0)
}
