import { consentErrors } from '@symbolon/protocol/consent'
import { type Hex, type Id, SymbolonError, toHex } from '@symbolon/protocol/kernel'
import { isFault, type NodeContext, type Queries, type Statement } from '../kernel/index.ts'
import { type CheckedGiving, checkGiving } from './check-giving.ts'
import type { Giving } from './grant-schemas.ts'
import type { RecordOwners } from './ports.ts'
import { newReceiptId } from './receipts.ts'
import { settleWithin } from './settle.ts'
import { storeGiving } from './store-giving.ts'

export interface GivenGrant {
  readonly grant: Id<'grant'>
  readonly state: 'saved' | 'recorded'
  readonly block: number | null
  readonly transaction: string | null
  readonly receipt: Id<'receipt'>
}

interface StoredGrant extends Omit<GivenGrant, 'state'> {
  readonly state: 'saved' | 'recorded' | 'failed'
  readonly subject: Id<'party'>
  readonly terms: string | null
  readonly command: string | null
}

/** Milliseconds after which a giving that nobody waits for is looked after, and for how long; later ones open nothing either. */
const abandoned_ms = 60_000
const abandoned_ms_max = 7 * 86_400_000

interface Giver {
  readonly context: NodeContext
  readonly owners: RecordOwners
  readonly subject: Id<'party'>
}

/**
 * The grants are stored and on their way to the ledger; grants that were given before answer as they did then.
 * @throws CONSENT_… for what `checkGiving` refuses, CONSENT_GRANT_EXISTS
 */
export async function giveGrants(giver: Giver, request: Giving): Promise<GivenGrant[]> {
  const fresh = await freshGrants(giver, request)
  if (fresh.grants.length > 0) await storeFresh(giver, fresh)
  const stored = await findStored(giver, request)
  if (stored.length !== request.grants.length) throw consentErrors.CONSENT_GRANT_EXISTS()
  for (const command of new Set(
    stored.flatMap(({ state, command }) => (state === 'saved' && command ? [command] : [])),
  ))
    await settleOrFail(giver.context, command)
  return (await findStored(giver, request)).map(({ grant, state, block, transaction, receipt }) => {
    if (state === 'failed') throw consentErrors.CONSENT_GRANT_EXISTS({ grant })
    return { grant, state, block, transaction, receipt }
  })
}

/** What of the request is new; a known identifier under other terms, or of somebody else, is refused. */
async function freshGrants(giver: Giver, request: Giving): Promise<Giving> {
  const stored = new Map((await findStored(giver, request)).map((row) => [row.grant as string, row]))
  const grants = request.grants.filter(({ grant, terms }) => {
    const known = stored.get(grant)
    if (known && (known.subject !== giver.subject || known.terms !== terms))
      throw consentErrors.CONSENT_GRANT_EXISTS({ grant })
    return !known
  })
  return { ...request, grants }
}

async function storeFresh({ context, owners, subject }: Giver, request: Giving): Promise<void> {
  const { database, ledger, clock } = context
  const now = clock.now()
  const checked = await checkGiving({ ledger, database, owners, subject, now }, request)
  const receipts = checked.grants.map(() => newReceiptId(context))
  const command = toHex(context.random(16))
  try {
    await database.transaction(async (queries) => {
      const commitments = await holdRecords(queries, { owners, checked })
      await storeGiving(queries, context, { ...checked, subject, receipts, command, now, commitments })
    })
  } catch (fault) {
    // The same request came twice at once: the other one stored it.
    if (!isFault(fault, '23505')) throw fault
  }
}

/** Nothing is granted of a record that is being erased or amended meanwhile: its keys would outlive it, or open nothing. */
async function holdRecords(
  queries: Queries,
  { owners, checked }: { owners: RecordOwners; checked: CheckedGiving },
): Promise<ReadonlyMap<Id<'record'>, Hex>> {
  const records = [...new Set(checked.grants.flatMap(({ terms }) => terms.records.map(({ record }) => record)))]
  const held = await owners.hold(queries, records)
  if (held.size !== records.length) throw consentErrors.CONSENT_RECORD_CHANGING()
  return held
}

/** Givings whose caller went away before the ledger answered: what it refused ends. */
export async function settleAbandonedGivings(context: NodeContext): Promise<void> {
  const waiting = await context.database.query<{ command: string }>({
    name: 'consent_abandoned_givings',
    text: `select distinct command from consent.grant
      where given_at between $1 and $2 and state = 'saved' and command is not null limit 100`,
    values: [new Date(context.clock.now() - abandoned_ms_max), new Date(context.clock.now() - abandoned_ms)],
  })
  for (const { command } of waiting)
    await settleOrFail(context, command).catch((fault) => context.log.warn({ err: fault }, 'a giving was refused'))
}

/** A bulk that the ledger refuses ends at once, with its capsules. */
async function settleOrFail(context: NodeContext, command: string): Promise<void> {
  try {
    await settleWithin(context.ledger, command)
  } catch (fault) {
    if (isRefusal(fault)) await context.database.query(failGrants(command, new Date(context.clock.now())))
    throw fault
  }
}

/** The contract said no, as opposed to a ledger that is away. */
function isRefusal(fault: unknown): boolean {
  return (
    fault instanceof SymbolonError && (fault.code.startsWith('CONSENT_') || fault.code === 'KERNEL_LEDGER_REVERTED')
  )
}

function failGrants(command: string, at: Date): Statement {
  return {
    name: 'consent_fail_grants',
    text: `with failed as (
        update consent.grant set state = 'failed', ended_at = coalesce(ended_at, $2), ended_as = coalesce(ended_as, 'failed')
        where command = $1 and state = 'saved' returning "grant"
      ) delete from consent.capsule c using failed where c.grant = failed.grant`,
    values: [command, at],
  }
}

async function findStored({ context }: Giver, { grants }: Giving): Promise<StoredGrant[]> {
  return context.database.query<StoredGrant>({
    name: 'consent_find_stored',
    text: `select g.grant, g.state, g.block, g.transaction, g.receipt, g.subject, g.terms, g.command
      from unnest($1::text[]) with ordinality asked(id, place) join consent.grant g on g.grant = asked.id
      order by asked.place`,
    values: [grants.map(({ grant }) => grant)],
  })
}
