import { consentErrors, delegationIntent, parseGrantTerms } from '@symbolon/protocol/consent'
import { identityErrors } from '@symbolon/protocol/identity'
import { type Hex, type Id, toHex } from '@symbolon/protocol/kernel'
import { recoverTypedDataAddress } from 'viem/utils'
import type { Address, Database, NodeContext, Statement } from '../kernel/index.ts'
import { findParties } from './parties.ts'
import { settleWithin } from './settle.ts'

/** What the giver of a grant signed, and the delegate's key sealed to the delegate. */
export interface Delegating {
  readonly grant: Id<'grant'>
  readonly subject: Id<'party'>
  readonly delegate: Id<'party'>
  readonly account: Address
  readonly key: Uint8Array
  readonly signature: Hex
}

export interface Delegated {
  readonly grant: Id<'grant'>
  readonly delegate: Id<'party'>
  readonly account: Address
  /** `saved`: it is on its way to the ledger, and the delegate can stop nothing before it is there. */
  readonly state: 'saved' | 'recorded'
}

interface GrantToDelegate {
  readonly hash: Buffer | null
  readonly account: Address | null
  readonly terms: string | null
  readonly state: 'saved' | 'recorded' | 'failed'
  readonly ended_at: Date | null
}

/**
 * The ledger names the delegate's account beside the grant's own, for ever.
 * @throws CONSENT_GRANT_UNKNOWN, CONSENT_GRANT_UNRECORDED, CONSENT_DELEGATION_INVALID, CONSENT_DELEGATION_REFUSED,
 * IDENTITY_PARTY_UNKNOWN
 */
export async function delegateGrant(context: NodeContext, asked: Delegating): Promise<Delegated> {
  const { database, ledger } = context
  const command = (await findCommand(database, asked)) ?? (await store(context, asked))
  const settled = await settleWithin(ledger, command)
  const { grant, delegate, account } = asked
  return { grant, delegate, account, state: settled === undefined ? 'saved' : 'recorded' }
}

/** The same delegation came before: it goes where the first one goes. */
async function findCommand(database: Database, asked: Delegating): Promise<string | undefined> {
  const [row] = await database.query<{ command: string }>({
    name: 'consent_find_delegation_command',
    text: `select d.command from consent.delegate d join consent.grant g on g.grant = d.grant
      where d.grant = $1 and d.account = $2 and d.party = $3 and g.subject = $4`,
    values: [asked.grant, asked.account, asked.delegate, asked.subject],
  })
  return row?.command
}

async function store(context: NodeContext, asked: Delegating): Promise<string> {
  const { database, ledger, clock, random } = context
  const hash = await checkDelegation(await findToDelegate(database, asked), asked)
  const parties = await findParties(database, { parties: [asked.delegate], now: clock.now() })
  if (!parties.has(asked.delegate)) throw identityErrors.IDENTITY_PARTY_UNKNOWN()
  const args = [hash, asked.account, asked.signature]
  const call = { contract: 'Consents', functionName: 'delegate', args } as const
  await ledger.simulate(call)
  const commandId = toHex(random(16))
  await database.transaction(async (queries) => {
    await queries.query(saveDelegate(asked, commandId))
    await ledger.enqueue(queries, call, { commandId })
  })
  return commandId
}

async function findToDelegate(database: Database, { grant, subject }: Delegating): Promise<GrantToDelegate> {
  const [row] = await database.query<GrantToDelegate>({
    name: 'consent_find_to_delegate',
    text: 'select hash, account, terms, state, ended_at from consent.grant where "grant" = $1 and subject = $2',
    values: [grant, subject],
  })
  if (!row) throw consentErrors.CONSENT_GRANT_UNKNOWN()
  return row
}

/** @returns what the ledger calls the grant */
async function checkDelegation(found: GrantToDelegate, { account: to, signature }: Delegating): Promise<Hex> {
  const { hash, account, terms, state, ended_at } = found
  if (ended_at !== null || hash === null || terms === null) throw consentErrors.CONSENT_DELEGATION_REFUSED()
  if (state !== 'recorded') throw consentErrors.CONSENT_GRANT_UNRECORDED()
  const { chain_id: chainId, consents: verifyingContract } = parseGrantTerms(terms)
  const intent = delegationIntent({ chainId, verifyingContract, grant: toHex(hash), to })
  const signer = await recoverTypedDataAddress({ ...intent, signature }).catch(() => undefined)
  if (signer === undefined || signer !== account) throw consentErrors.CONSENT_DELEGATION_INVALID()
  return toHex(hash)
}

function saveDelegate({ grant, account, delegate, key }: Delegating, command: string): Statement {
  return {
    name: 'consent_save_delegate',
    text: `insert into consent.delegate ("grant", account, party, key, command) values ($1, $2, $3, $4, $5)
      on conflict ("grant", account) do update
        set party = excluded.party, key = excluded.key, command = excluded.command`,
    values: [grant, account, delegate, Buffer.from(key), command],
  }
}
