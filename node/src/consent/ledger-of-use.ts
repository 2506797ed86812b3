import {
  type ExportForm,
  exportForms,
  type LedgerGroup,
  type LedgerRow,
  ledgerGroups,
  type Purpose,
  type ReceiptKind,
  type ReceiptRecord,
} from '@symbolon/protocol/consent'
import type { Id } from '@symbolon/protocol/kernel'
import { z } from 'zod'
import type { Statement } from '../kernel/index.ts'
import type { ProofState } from '../log/index.ts'
import { nameOf } from './grant-list.ts'

/** A question of the ledger of use. */
export const ledgerGroup = z.enum(Object.keys(ledgerGroups) as LedgerGroup[])

export const exportForm = z.enum(Object.keys(exportForms) as ExportForm[])

export const ledgerRow = z
  .object({
    group: ledgerGroup,
    receipt: z.string().nullable(),
    kind: z.string(),
    who: z.object({ party: z.string(), name: z.object({ en: z.string(), el: z.string() }).nullable() }),
    for_whom: z.string().nullable(),
    purpose: z.string().nullable(),
    grant: z.string().nullable(),
    records: z
      .array(
        z.object({
          record: z.string(),
          commitment: z.string().optional().meta({ description: 'What the token of the record committed to then' }),
          entries: z.array(z.string()).readonly(),
        }),
      )
      .readonly(),
    everything: z.boolean().meta({ description: 'The keys of all that the grant covers were handed out' }),
    entries: z.int(),
    at: z.string(),
    until: z.string().optional(),
    indexed_at: z.string().optional(),
    bytes: z.int().optional(),
    form: exportForm.optional().meta({ description: 'Of an export: in which form, as the owner’s client said' }),
    reason: z.string().optional(),
    proof: z
      .object({ state: z.enum(['pending', 'ready', 'destroyed']), index: z.int().nullable() })
      .nullable()
      .meta({ description: 'Whether GET /v1/receipts/{receipt}/proof answers; index is the place in the log' }),
  })
  .meta({
    id: 'LedgerRow',
    description: 'Who, for whom, why, which entries, under which grant, when; one read is one row',
  })

export interface UseRow {
  readonly receipt: Id<'receipt'>
  readonly kind: ReceiptKind
  readonly actor: Id<'party'>
  readonly name_en: string | null
  readonly name_el: string | null
  readonly for_whom: string | null
  readonly purpose: Purpose | null
  readonly grant: Id<'grant'> | null
  readonly records: ReceiptRecord[]
  readonly everything: boolean
  readonly entries: number
  readonly at: Date
  readonly until: Date | null
  readonly indexed_at: Date | null
  readonly bytes: number | null
  readonly form: ExportForm | null
  readonly reason: string | null
}

export interface UseListing {
  readonly subject: Id<'party'>
  readonly group: LedgerGroup
  /** Receipt of the last row of the page before. */
  readonly after: string | undefined
  readonly limit: number
  readonly now: number
}

/** One group of a patient's ledger of use, newest first. */
export function listUse({ subject, group, after, limit, now }: UseListing): Statement {
  if (group === 'now')
    return { name: 'consent_list_use_now', text: nowSql, values: [subject, new Date(now), after ?? '~', limit] }
  return { name: 'consent_list_use', text: pastSql, values: [subject, kindOf[group], after ?? '~', limit] }
}

const kindOf = { seen: 'opened', refused: 'refused', exported: 'exported' } as const

/** Whoever would get an answer now: what `consent.active_grants` says of every party and purpose the patient let in. */
const nowSql = `with pairs as materialized (
    select distinct grantee, purpose from consent.grant where subject = $1 and ended_at is null
  ), active as materialized (
    select a.grant from pairs cross join lateral consent.active_grants(pairs.grantee, pairs.purpose, $2) a
    where a.subject = $1
  )
  select g.receipt, 'granted' as kind, g.grantee as actor, p.name_en, p.name_el, null as for_whom, g.purpose,
    g.grant, coalesce((
      select json_agg(json_build_object('record', r.record, 'entries', '[]'::json) order by r.record)
      from consent.grant_record r where r.grant = g.grant), '[]'::json) as records,
    false as everything,
    0 as entries, g.given_at as at, g.until, null::bigint as bytes, null as form, null as reason,
    (select min(r.at) from consent.receipt r where r.grant = g.grant and r.kind = 'indexed') as indexed_at
  from active
  join consent.grant g on g.grant = active.grant
  left join identity.known_party p on p.party = g.grantee
  where g.receipt < $3
  order by g.receipt desc limit $4`

const pastSql = `select u.receipt, u.kind, u.actor, p.name_en, p.name_el, u.for_whom, u.purpose, u.grant,
    u.records::json as records, u.entries, u.kind = 'opened' and u.request_digest is not null as everything, u.at, g.until,
    null::timestamptz as indexed_at, u.bytes, u.form, u.reason
  from consent.receipt u
  left join consent.grant g on g.grant = u.grant
  left join identity.known_party p on p.party = u.actor
  where u.subject = $1 and u.kind = $2 and u.receipt < $3
  order by u.receipt desc limit $4`

export function presentUse(group: LedgerGroup, row: UseRow, proof: ProofState | undefined): LedgerRow {
  return {
    group,
    receipt: row.receipt,
    kind: row.kind,
    who: { party: row.actor, name: nameOf(row) },
    for_whom: row.for_whom,
    purpose: row.purpose,
    grant: row.grant,
    records: row.records,
    everything: row.everything,
    entries: row.entries,
    at: row.at.toISOString(),
    ...(row.until && { until: row.until.toISOString() }),
    ...(row.indexed_at && { indexed_at: row.indexed_at.toISOString() }),
    ...(row.bytes !== null && { bytes: row.bytes }),
    ...(row.form !== null && { form: row.form }),
    ...(row.reason !== null && { reason: row.reason }),
    proof: proof ?? null,
  }
}
