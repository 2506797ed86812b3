import type { Hex } from '@symbolon/protocol/kernel'
import type { Address } from 'viem'
import { type Client, sdkErrors, sendForJson } from '../kernel/index.ts'

/** What stands on the ledger about a record. */
export interface Token {
  readonly token_id: Hex
  readonly owner: Address
  readonly commitment: Hex
  readonly version: number
  readonly state: 'held' | 'erased'
}

/** A token as the ledger has it. @throws RECORDS_RECORD_UNKNOWN */
export async function getToken(client: Client, asking: { readonly token_id: Hex }): Promise<Token> {
  return await sendForJson<Token>(client, { method: 'GET', path: `/v1/tokens/${asking.token_id}` })
}

/** A token that somebody holds. @throws SDK_TOKEN_MISMATCH when nobody does */
export async function heldToken(client: Client, asking: { readonly token_id: Hex }): Promise<Token> {
  const token = await getToken(client, asking)
  if (token.state !== 'held') throw sdkErrors.SDK_TOKEN_MISMATCH({ record: asking.token_id })
  return token
}
