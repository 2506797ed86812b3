import type { ExportForm } from '@symbolon/protocol/consent'
import { canonicalJson, type Id, sha256, toHex, utf8 } from '@symbolon/protocol/kernel'
import { keepSignIn } from '../identity/index.ts'
import { IDEMPOTENCY_KEPT_MS, type NodeContext, type Statement } from '../kernel/index.ts'
import { type IntegratedEntry, nameAt, type TransparencyLog } from '../log/index.ts'
import type { RecordsQuery } from './change-of-record.ts'
import { type ReceiptRow, receiptBody } from './receipt-body.ts'
import { newReceiptId, recordsText } from './receipts.ts'
import { software } from './software.ts'

/** What an owner takes out of a record. */
export interface Exporting {
  readonly party: Id<'party'>
  readonly record: Id<'record'>
  readonly version: number
  /** What its token commits to in this version. */
  readonly commitment: string | null
  readonly form: ExportForm
  /** Those that are named; none for the whole record. */
  readonly entries: readonly Id<'entry'>[]
  /** Of the owner's session. */
  readonly sign_in: string | undefined
  /** Stands for this request and its repeats. */
  readonly key: string
}

/** An export that stands in the log: what the owner's material is handed out under. Made in this file alone. */
export interface IntegratedExport {
  readonly receipt: Id<'receipt'>
  readonly record: Id<'record'>
  readonly version: number
  readonly entry: IntegratedEntry<Id<'receipt'>>
}

/**
 * The receipt of an export, committed with the decision that it may happen and then taken into the log. A request that is
 * repeated under its key keeps its receipt; of another version of the record it is another export.
 * @param live a query with one column, bytes: a row when the record may be exported, with what leaves where that is known
 * @returns nothing when there was no such row; then nothing is told
 */
export async function tellExport(
  { context, log }: { readonly context: NodeContext; readonly log: TransparencyLog },
  exporting: Exporting,
  live: RecordsQuery,
): Promise<IntegratedExport | undefined> {
  const [told] = await context.database.query<ToldExport>(insertExport(context, exporting, live))
  if (!told) return undefined
  const [entry] = await log.integrate([{ name: told.receipt, subject: told.subject, body: receiptBody(told) }])
  const { record, version } = exporting
  return entry && { receipt: told.receipt, record, version, entry }
}

type ToldExport = ReceiptRow & { readonly receipt: Id<'receipt'> }

function insertExport(context: NodeContext, exporting: Exporting, live: RecordsQuery): Statement {
  const now = context.clock.now()
  const { party, record, commitment, form, entries, sign_in } = exporting
  const values = [
    newReceiptId(context),
    new Date(now),
    party,
    form,
    recordsText([{ record, commitment, entries }]),
    entries.length,
    digestOf(exporting),
    software,
    nameAt(now - IDEMPOTENCY_KEPT_MS),
    sign_in ?? null,
  ]
  const [receipt, at, owner, as, records, count, digest, by, since, session] = values.map(
    (_, i) => `$${live.values.length + i + 1}`,
  )
  return {
    name: `consent_insert_export_${live.name}`,
    text: `with live as (${live.sql}), told as (
        select r.* from consent.receipt r cross join live
        where r.subject = ${owner} and r.kind = 'exported' and r.receipt > ${since} and r.request_digest = ${digest} limit 1
      ), telling as (
        insert into consent.receipt
          (receipt, kind, at, actor, subject, purpose, records, entries, bytes, form, request_digest, sign_in, software)
        select ${receipt}, 'exported', ${at}, ${owner}, ${owner}, 'PATRQT', ${records}, ${count}, live.bytes, ${as}, ${digest},
          ${session}, ${by}
        from live where not exists (select from told)
        returning *
      ), kept as (${keepSignIn('(select sign_in from telling)')})
      select * from told union all select * from telling`,
    values: [...live.values, ...values],
  }
}

/** Tells a request and its repeats from every other. */
function digestOf({ party, record, version, form, entries, key }: Exporting): string {
  return toHex(sha256(utf8(canonicalJson({ party, record, version, form, entries: [...entries], key }))))
}
