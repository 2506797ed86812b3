import { recallIntent, withdrawalIntent } from '@symbolon/protocol/medicines'
import type { ContractCall, NodeContext } from '../../kernel/index.ts'
import { hexOf, numberOf } from '../ledger-values.ts'
import { placeOf } from '../relay.ts'
import type { RecallRow } from './recall-store.ts'

type Signed = Pick<RecallRow, 'gtin' | 'lot_hash' | 'by_address' | 'batch' | 'prefix_length' | 'deadline'>

/** What whoever proposes it signs, and the second person after it. */
export function typedRecall(context: Pick<NodeContext, 'ledger'>, row: Signed): unknown {
  const place = placeOf(context)
  return row.lot_hash === null
    ? withdrawalIntent({ ...place, ...withdrawal(row) })
    : recallIntent({ ...place, ...recall(row, row.lot_hash) })
}

/** What goes to the ledger. */
export function recallCall(row: Signed & Pick<RecallRow, 'signature'>): ContractCall {
  return row.lot_hash === null
    ? { contract: 'Packs', functionName: 'withdraw', args: [withdrawal(row), row.signature] }
    : { contract: 'Packs', functionName: 'recall', args: [recall(row, row.lot_hash), row.signature] }
}

function recall({ gtin, by_address, batch, deadline }: Signed, lot: Buffer) {
  return {
    by: by_address,
    gtin: BigInt(gtin),
    lot: hexOf(lot),
    batch: batch === null ? 0n : numberOf(batch),
    deadline: seconds(deadline),
  }
}

function withdrawal({ gtin, by_address, prefix_length, deadline }: Signed) {
  return { by: by_address, gtin: BigInt(gtin), prefixLength: prefix_length ?? 0, deadline: seconds(deadline) }
}

function seconds(at: Date): bigint {
  return BigInt(at.getTime() / 1000)
}
