import type { Hex } from '@symbolon/protocol/kernel'
import { recordsErrors } from '@symbolon/protocol/records'
import type { TypedDataDefinition } from 'viem'
import { recoverTypedDataAddress } from 'viem/utils'
import type { Address, Ledger } from '../kernel/index.ts'

/** Chain and contract that a record's intents are signed for. */
export function recordsPlace(ledger: Ledger): { chainId: number; verifyingContract: Address } {
  return { chainId: ledger.chainId, verifyingContract: ledger.address('Records') }
}

/** The record's account signed the intent and it still holds. @throws RECORDS_INTENT_EXPIRED, RECORDS_INTENT_SIGNATURE_INVALID */
export async function checkIntent(
  intent: unknown,
  by: { readonly signature: Hex; readonly account: Address; readonly deadline: number; readonly now: number },
): Promise<void> {
  if (by.deadline * 1000 <= by.now) throw recordsErrors.RECORDS_INTENT_EXPIRED()
  const definition = intent as TypedDataDefinition
  const signer = await recoverTypedDataAddress({ ...definition, signature: by.signature }).catch(() => undefined)
  if (signer !== by.account) throw recordsErrors.RECORDS_INTENT_SIGNATURE_INVALID()
}
