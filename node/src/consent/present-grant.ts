import { parseGrantTerms } from '@symbolon/protocol/consent'
import { toBase64Url, toHex } from '@symbolon/protocol/kernel'
import { z } from 'zod'
import { type AuthorityRow, type GrantRow, grantStates, nameOf } from './grant-list.ts'

const words = z.object({ en: z.string(), el: z.string() })
const selection = z.object({
  all: z.literal(true).optional(),
  categories: z.array(z.string()).readonly().optional(),
  types: z.array(z.string()).readonly().optional(),
  codes: z
    .array(z.object({ system: z.string(), code: z.string() }))
    .readonly()
    .optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  sensitive: z.array(z.string()).readonly().optional(),
})

export const grantSummary = z
  .object({
    grant: z.string(),
    state: z.enum(grantStates),
    subject: z.string(),
    grantee: z.object({ party: z.string(), name: words.nullable() }),
    purpose: z.string(),
    duo: z.array(z.string()).readonly().optional(),
    what: selection.nullable(),
    records: z.array(z.string()),
    not_before: z.string(),
    until: z.string(),
    erase_by: z.string().optional(),
    given_at: z.string(),
    ended_at: z.string().optional(),
    receipt: z.string(),
    block: z.int().nullable(),
    transaction: z.string().nullable(),
  })
  .meta({
    id: 'Grant',
    description: 'A grant as both sides see it; `what` is null once everything it covered was erased',
  })

export const grantDetail = grantSummary.extend({
  terms: z.string().nullable(),
  r: z.string().nullable(),
  hash: z.string().nullable(),
  account: z.string().nullable(),
  week: z.int().nullable(),
  delegate: z.string().nullable().describe('Who may stop it as well; told to whoever gave it'),
  authority: z
    .object({
      root: z.string(),
      path: z.array(z.string()),
      index: z.int(),
      size: z.int(),
      signatures: z.array(z.object({ record: z.string(), signer: z.string(), signature: z.string() })),
    })
    .nullable(),
})

export function presentGrant(row: GrantRow): z.infer<typeof grantSummary> {
  const terms = row.terms === null ? undefined : parseGrantTerms(row.terms)
  return {
    grant: row.grant,
    state: row.state,
    subject: row.subject,
    grantee: { party: row.grantee, name: nameOf(row) },
    purpose: row.purpose,
    ...(terms?.duo && { duo: terms.duo }),
    what: (terms?.what as z.infer<typeof selection> | undefined) ?? null,
    records: row.records,
    not_before: row.not_before.toISOString(),
    until: row.until.toISOString(),
    ...(row.erase_by && { erase_by: row.erase_by.toISOString() }),
    given_at: row.given_at.toISOString(),
    ...(row.ended_at && { ended_at: row.ended_at.toISOString() }),
    receipt: row.receipt,
    block: row.block,
    transaction: row.transaction,
  }
}

/** Adds what lets a reader check the grant against the ledger and the records' signatures. */
export function presentGrantDetail(row: GrantRow, authorities: readonly AuthorityRow[]): z.infer<typeof grantDetail> {
  const { root, path, leaf_index, leaves } = row
  return {
    ...presentGrant(row),
    terms: row.terms,
    r: row.r && toBase64Url(row.r),
    hash: row.hash && toHex(row.hash),
    account: row.account,
    week: row.week,
    delegate: row.delegate ?? null,
    authority:
      root && path && leaf_index !== null && leaves !== null
        ? { root: toHex(root), path: path.map(toHex), index: leaf_index, size: leaves, signatures: [...authorities] }
        : null,
  }
}
