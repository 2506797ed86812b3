import { consentErrors, parseGrantTerms, revocationIntent } from '@symbolon/protocol/consent'
import { type Hex, type Id, toHex } from '@symbolon/protocol/kernel'
import { recoverTypedDataAddress } from 'viem/utils'
import type { Address, Database, NodeContext, Statement } from '../kernel/index.ts'
import { newReceiptId } from './receipts.ts'
import { settleWithin } from './settle.ts'
import { software } from './software.ts'

export interface Revoked {
  readonly grant: Id<'grant'>
  readonly ended_at: string
  readonly seen: Seen
  /** `saved`: it is over here, and the ledger will have it as soon as it can. */
  readonly state: 'saved' | 'recorded'
}

/** What had been read under a grant. */
export interface Seen {
  /** Entries that the node knows were read. */
  readonly entries: number
  /** True when the keys of all that it covers were handed out: whoever has them may have read any of it. */
  readonly everything: boolean
  readonly first_at: string | null
  readonly last_at: string | null
}

interface GrantToEnd {
  readonly grant: Id<'grant'>
  readonly subject: Id<'party'>
  readonly hash: Buffer | null
  readonly account: Address | null
  /** Of the delegate that the ledger has. */
  readonly delegate_account: Address | null
  readonly terms: string | null
  readonly state: 'saved' | 'recorded' | 'failed'
  readonly ended_at: Date | null
  readonly revoked_block: number | null
}

/** How long the answer waits for the ledger: the grant is over before that. */
const settle_ms_max = 2_000

/**
 * Nothing opens under the grant from the first commit on; capsule and all that was derived from it are gone. The ledger
 * follows when it can: while it, the blobs or anything else is down, the answer says `saved`.
 * @throws CONSENT_GRANT_UNKNOWN, CONSENT_REVOCATION_INVALID
 */
export async function revokeGrant(
  context: NodeContext,
  asked: { readonly grant: Id<'grant'>; readonly by: Id<'party'>; readonly signature: Hex; ended?(): void },
): Promise<Revoked> {
  const { database, clock } = context
  const grant = await findToEnd(database, asked)
  if (grant.ended_at === null) {
    await checkRevocation(grant, asked.signature)
    const ended_at = new Date(clock.now())
    const { subject } = grant
    await database.query(endGrant({ ...asked, subject, ended_at, receipt: newReceiptId(context) }))
    asked.ended?.()
  }
  await sendRevocation(context, asked.grant).catch((fault) => context.log.warn({ err: fault }, 'revocation waits'))
  const seen = await whatWasSeen(database, asked.grant)
  const { ended_at, revoked_block } = await findToEnd(database, asked)
  return {
    grant: asked.grant,
    ended_at: (ended_at ?? new Date(clock.now())).toISOString(),
    seen,
    state: revoked_block === null ? 'saved' : 'recorded',
  }
}

/** Puts the revocation into the outbox, once, as soon as the grant itself is on the ledger; waits a moment for the block. */
export async function sendRevocation(context: NodeContext, grant: Id<'grant'>): Promise<void> {
  const { database, ledger, random } = context
  const commandId = toHex(random(16))
  const sent = await database.transaction(async (queries) => {
    const [row] = await queries.query<{ hash: Buffer; revocation: Hex }>(markSent(grant))
    if (!row) return false
    const args = [toHex(row.hash), row.revocation]
    await ledger.enqueue(queries, { contract: 'Consents', functionName: 'revoke', args }, { commandId, urgent: true })
    return true
  })
  if (sent) await settleWithin(ledger, commandId, settle_ms_max)
}

/** Revocations that are over here and not yet in the outbox: the ledger was down, or the grant itself was on its way. */
export async function sendWaitingRevocations(context: NodeContext): Promise<void> {
  const waiting = await context.database.query<{ grant: Id<'grant'> }>({
    name: 'consent_waiting_revocations',
    text: `select "grant" from consent.grant
      where ended_as = 'revoked' and not revocation_sent and state = 'recorded' and revocation is not null limit 100`,
  })
  for (const { grant } of waiting) await sendRevocation(context, grant)
}

async function findToEnd(
  database: Database,
  { grant, by }: { grant: Id<'grant'>; by: Id<'party'> },
): Promise<GrantToEnd> {
  const [row] = await database.query<GrantToEnd>({
    name: 'consent_find_to_end',
    text: `select g.grant, g.subject, g.hash, g.account, d.account as delegate_account, g.terms, g.state, g.ended_at,
        g.revoked_block
      from consent.grant g left join consent.delegate d on d.grant = g.grant and d.block is not null
      where g.grant = $1 and (g.subject = $2 or d.party = $2)`,
    values: [grant, by],
  })
  if (!row) throw consentErrors.CONSENT_GRANT_UNKNOWN()
  return row
}

/** Chain and contract stand in the terms, so that no ledger has to be asked. */
async function checkRevocation(grant: GrantToEnd, signature: Hex): Promise<void> {
  const { hash, account, delegate_account, terms } = grant
  if (hash === null || terms === null) throw consentErrors.CONSENT_REVOCATION_INVALID()
  const { chain_id: chainId, consents: verifyingContract } = parseGrantTerms(terms)
  const intent = revocationIntent({ chainId, verifyingContract, grant: toHex(hash) })
  const signer = await recoverTypedDataAddress({ ...intent, signature }).catch(() => undefined)
  if (signer === undefined || (signer !== account && signer !== delegate_account))
    throw consentErrors.CONSENT_REVOCATION_INVALID()
}

interface Ending {
  readonly grant: Id<'grant'>
  readonly subject: Id<'party'>
  /** Who ended it: the subject or the delegate. */
  readonly by: Id<'party'>
  readonly signature: Hex
  readonly ended_at: Date
  readonly receipt: Id<'receipt'>
}

/** One statement, one commit; search rows derived from the capsule go with it by cascade. */
function endGrant({ grant, subject, by, signature, ended_at, receipt }: Ending): Statement {
  return {
    name: 'consent_end_grant',
    text: `with ended as (
        update consent.grant set ended_at = $3, ended_as = 'revoked', revocation = $2
        where "grant" = $1 and ended_at is null returning "grant", purpose
      ), capsule as (delete from consent.capsule c using ended where c.grant = ended.grant
      ), staged as (delete from consent.staged_capsule s using ended where s.grant = ended.grant
      )
      insert into consent.receipt (receipt, kind, at, actor, subject, purpose, "grant", records, software)
      select $4, 'revoked', $3, $7, $5, ended.purpose, ended.grant, consent.whole_records(ended.grant), $6 from ended`,
    values: [grant, signature, ended_at, receipt, subject, software, by],
  }
}

function markSent(grant: Id<'grant'>): Statement {
  return {
    name: 'consent_mark_revocation_sent',
    text: `update consent.grant set revocation_sent = true
      where "grant" = $1 and ended_as = 'revoked' and not revocation_sent and state = 'recorded'
        and revocation is not null and hash is not null
      returning hash, revocation`,
    values: [grant],
  }
}

/** Read last, so that a read which was under way when the grant ended is told as well. */
async function whatWasSeen(database: Database, grant: Id<'grant'>): Promise<Seen> {
  const [row] = await database.query<Omit<Seen, 'first_at' | 'last_at'> & Record<'first_at' | 'last_at', Date | null>>({
    name: 'consent_what_was_seen',
    text: `select count(distinct entry) as entries, coalesce(bool_or(r.request_digest is not null), false) as everything,
        min(r.at) as first_at, max(r.at) as last_at
      from consent.receipt r
      left join lateral jsonb_array_elements(r.records::jsonb) record on true
      left join lateral jsonb_array_elements_text(record -> 'entries') entry on true
      where r.grant = $1 and r.kind = 'opened'`,
    values: [grant],
  })
  const { entries = 0, everything = false, first_at = null, last_at = null } = row ?? {}
  return { entries, everything, first_at: first_at?.toISOString() ?? null, last_at: last_at?.toISOString() ?? null }
}
