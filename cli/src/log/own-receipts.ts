import { type LedgerGroup, type LedgerRow, ledgerGroups } from '@symbolon/protocol/consent'
import { listLedger } from '@symbolon/sdk/consent'
import { type Client, walkPages } from '@symbolon/sdk/kernel'

/** A receipt of the caller's own, and where it stands. */
export interface OwnReceipt {
  readonly receipt: string
  readonly state: 'pending' | 'ready' | 'destroyed'
  readonly index: number | null
}

const groups = Object.keys(ledgerGroups) as LedgerGroup[]

/** Every receipt that the ledger of use tells the caller, newest first in each group. */
export async function* ownReceipts(client: Client): AsyncGenerator<OwnReceipt> {
  for (const group of groups) yield* receiptsOf(client, group)
}

/** Those that stand in the log from a place on. */
export async function receiptsFrom(client: Client, index: number): Promise<string[]> {
  const found: string[] = []
  for (const group of groups) {
    for await (const one of receiptsOf(client, group)) {
      if (one.index === null) continue
      if (one.index < index) break
      found.push(one.receipt)
    }
  }
  return found
}

async function* receiptsOf(client: Client, group: LedgerGroup): AsyncGenerator<OwnReceipt> {
  for await (const { receipt, proof } of walkPages<LedgerRow>((page) => listLedger(client, { ...page, group }))) {
    if (receipt && proof !== null) yield { receipt, ...proof }
  }
}
