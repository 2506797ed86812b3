import { consentErrors, type Purpose, rolesFor } from '@symbolon/protocol/consent'
import type { Id, SymbolonError } from '@symbolon/protocol/kernel'
import type { Database, Statement } from '../kernel/index.ts'
import type { ReceiptRow } from './receipt-body.ts'

/** Who wants to read, why, and when. */
export interface Asking {
  readonly party: Id<'party'>
  readonly purpose: Purpose
  /** Milliseconds since 1970. */
  readonly now: number
}

/** A grant that does not open, with the error that says why. */
export interface Refusal {
  readonly grant: Id<'grant'>
  readonly subject: Id<'party'>
  readonly error: SymbolonError
}

interface RefusedRow {
  readonly grant: Id<'grant'>
  readonly subject: Id<'party'>
  readonly purpose: Purpose
  readonly state: 'saved' | 'recorded' | 'failed'
  readonly not_before: Date
  readonly ends_at: Date
  readonly ended_at: Date | null
  readonly ended_as: 'revoked' | 'expired' | 'erased' | 'failed' | null
  readonly in_role: boolean
}

const refusals_max = 100

/** Roles that may have any receipt proved, while they hold one. */
const proverRoles: readonly string[] = ['auditor']

/**
 * Why one grant does not open for whoever asks.
 * @returns nothing when the party has no such grant at all
 */
export async function refusalOf(
  database: Database,
  asking: Asking & { readonly grant: Id<'grant'> },
): Promise<Refusal | undefined> {
  const [row] = await database.query<RefusedRow>(findRefused({ ...asking, limit: 1 }))
  return row && refuse(row, asking)
}

/**
 * Why nothing opens for whoever asks: of each patient the newest grant, those for the purpose first. Empty when there never
 * was one, which is `CONSENT_GRANT_NONE`.
 * @param asking subjects: the patients it is about; everybody when it is missing
 */
export async function refusalsOf(
  database: Database,
  asking: Asking & { readonly subjects?: readonly Id<'party'>[] },
): Promise<Refusal[]> {
  const { party, purpose, now, subjects } = asking
  const rows = await database.query<RefusedRow>({
    name: 'consent_find_refused_subjects',
    text: `select * from (
        select distinct on (g.subject) g.grant, g.subject, g.purpose, g.state, g.not_before, g.ends_at, g.ended_at,
          g.ended_as, consent.holds_role(g.grantee, p.roles, $4) as in_role
        from consent.grant g join consent.purpose p on p.purpose = g.purpose
        where g.grantee = $1 and ($3::text[] is null or g.subject = any($3))
        order by g.subject, g.purpose = $2 desc, g.grant desc
      ) newest order by purpose = $2 desc, "grant" desc limit $5`,
    values: [party, purpose, subjects ?? null, new Date(now), refusals_max],
  })
  return rows.map((row) => refuse(row, asking))
}

function findRefused({
  party,
  purpose,
  grant,
  now,
  limit,
}: Asking & { grant: string | null; limit: number }): Statement {
  return {
    name: 'consent_find_refused',
    text: `select g.grant, g.subject, g.purpose, g.state, g.not_before, g.ends_at, g.ended_at, g.ended_as,
        consent.holds_role(g.grantee, p.roles, $4) as in_role
      from consent.grant g join consent.purpose p on p.purpose = g.purpose
      where g.grantee = $1 and ($3::text is null and g.purpose = $2 or g.grant = $3)
      order by g.grant desc limit $5`,
    values: [party, purpose, grant, new Date(now), limit],
  }
}

function refuse(row: RefusedRow, asking: Asking): Refusal {
  return { grant: row.grant, subject: row.subject, error: reasonOf(row, asking) }
}

/** In order: what ended for ever, what is not so yet, what the asker could change. */
function reasonOf(row: RefusedRow, { purpose, now }: Asking): SymbolonError {
  const ended_at = (row.ended_at ?? row.ends_at).toISOString()
  if (row.ended_as === 'revoked') return consentErrors.CONSENT_GRANT_REVOKED({ ended_at })
  if (row.ended_as === 'erased') return consentErrors.CONSENT_GRANT_EMPTY()
  if (row.ended_as === 'expired' || row.ends_at.getTime() <= now)
    return consentErrors.CONSENT_GRANT_EXPIRED({ ended_at })
  if (row.state !== 'recorded') return consentErrors.CONSENT_GRANT_UNRECORDED()
  if (row.purpose !== purpose) return consentErrors.CONSENT_PURPOSE_MISMATCH()
  if (row.not_before.getTime() > now)
    return consentErrors.CONSENT_GRANT_NOT_YET({ not_before: row.not_before.toISOString() })
  if (!row.in_role) return consentErrors.CONSENT_ROLE_MISSING({ roles: rolesFor(purpose) })
  return consentErrors.CONSENT_GRANT_EMPTY()
}

/** A receipt with the sign-in that it names, as far as that is kept. */
export type ProvableReceipt = ReceiptRow & {
  readonly sign_in_message: string | null
  readonly sign_in_signature: string | null
}

/** The receipt, for whoever it is about and for auditors of now: they alone may have it proved, since they alone can open it. */
export async function provableReceipt(
  database: Database,
  { receipt, party, now }: Pick<Asking, 'party' | 'now'> & { readonly receipt: string },
): Promise<ProvableReceipt | undefined> {
  const [row] = await database.query<ProvableReceipt>({
    name: 'consent_find_provable_receipt',
    text: `select r.*, s.message as sign_in_message, s.signature as sign_in_signature
      from consent.receipt r left join identity.sign_in s on s.sign_in = r.sign_in
      where r.receipt = $1 and (r.subject = $2 or consent.holds_role($2, $3::text[], $4))`,
    values: [receipt, party, proverRoles, new Date(now)],
  })
  return row
}
