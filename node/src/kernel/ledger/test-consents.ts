import { ledgerGrant } from '@symbolon/protocol/consent'
import { type Hex, weekAfter } from '@symbolon/protocol/kernel'
import type { Queries } from '../database/database.ts'
import type { LedgerEvent, Slice } from '../slice.ts'
import type { ContractCall } from './ledger.ts'

/** A slice small enough for the ledger's own tests: it writes down which grants it has seen. */
export const seenSlice: Slice = {
  name: 'seen',
  handlers: [{ contract: 'Consents', event: 'Given', toStatements: (events) => [makeTable, insertGrants(events)] }],
  routes: () => undefined,
}

const makeTable = {
  name: 'seen.table',
  text: 'create table if not exists seen_grant (grant_hash text primary key)',
}

const account: Hex = `0x${'07'.repeat(20)}`
const week = weekAfter(Date.now()) + 10

function commitmentOf(n: number): Hex {
  return `0x${n.toString(16).padStart(64, '0')}`
}

export function grantOf(n: number): Hex {
  return ledgerGrant({ commitment: commitmentOf(n), account, week })
}

export function give(n: number): ContractCall {
  return { contract: 'Consents', functionName: 'give', args: [commitmentOf(n), account, week] }
}

/** A grant of the past, which the contract refuses. */
export function giveLate(n: number): ContractCall {
  return { contract: 'Consents', functionName: 'give', args: [commitmentOf(n), account, 1] }
}

/** Carries a signature that fits nothing, so the contract refuses it. */
export function revoke(n: number): ContractCall {
  return { contract: 'Consents', functionName: 'revoke', args: [grantOf(n), `0x${'11'.repeat(65)}`] }
}

function insertGrants(events: readonly LedgerEvent[]) {
  return {
    name: 'seen.insert',
    text: 'insert into seen_grant (grant_hash) select unnest($1::text[])',
    values: [events.map(({ args }) => args.grant)],
  }
}

/** Hashes of the grants that became rows, in order. */
export async function readGrants(queries: Queries): Promise<string[]> {
  const rows = await queries.query<{ grant_hash: string }>({
    name: 'seen.read',
    text: 'select grant_hash from seen_grant order by grant_hash',
  })
  return rows.map(({ grant_hash }) => grant_hash)
}
