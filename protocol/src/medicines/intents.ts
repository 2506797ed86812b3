import type { Address, Hex, TypedDataDefinition } from 'viem'
import type { IntentPlace } from '../kernel/index.ts'

/**
 * What `Packs.commission` takes: the root over the batch's leaves, 1 to 2^24 packs, the GTIN as a number, the lot's hash
 * (`lotHash`), the last day of use in days since 1970-01-01, and the digits of the maker's GS1 prefix (14 for one GTIN).
 */
export interface CommissionIntent {
  readonly root: Hex
  readonly count: number
  readonly gtin: bigint
  readonly lot: Hex
  readonly expiry: number
  readonly maker: Address
  readonly prefixLength: number
  readonly deadline: bigint
}

/** Neighbouring packs: the token id of the first, how many, and how often they have moved (`Packs.rangeOf`). */
export interface PackRange {
  readonly first: bigint
  readonly count: number
  readonly moves: number
}

/** What `Packs.handOver` takes, 1 to 100 ranges; signed by both parties. */
export interface HandOverIntent {
  readonly ranges: readonly PackRange[]
  readonly from: Address
  readonly to: Address
  readonly deadline: bigint
}

/** What `Packs.mark` takes: 1 to 4096 packs, the number of their new state, their round (`Packs.packOf`). */
export interface MarkIntent {
  readonly first: bigint
  readonly count: number
  readonly state: number
  readonly round: number
  readonly deadline: bigint
}

/** What `Packs.undo` takes. */
export interface UndoIntent {
  readonly first: bigint
  readonly count: number
  readonly round: number
  readonly deadline: bigint
}

/** What `Packs.repackage` takes; `into` is the number of the new batch. */
export interface RepackagingIntent {
  readonly first: bigint
  readonly count: number
  readonly into: bigint
  readonly round: number
  readonly deadline: bigint
}

/** What `Packs.rule` takes; signed by the regulator, and by the maker where the pack becomes illegitimate. */
export interface RulingIntent {
  readonly id: bigint
  readonly state: number
  readonly regulator: Address
  readonly round: number
  readonly deadline: bigint
}

/** What `Packs.recall` takes; `batch` is one that `by` made, or 0 when a regulator signs. */
export interface RecallIntent {
  readonly by: Address
  readonly gtin: bigint
  readonly lot: Hex
  readonly batch: bigint
  readonly deadline: bigint
}

/** What `Packs.withdraw` takes; `prefixLength` is 0 when a regulator signs. */
export interface WithdrawalIntent {
  readonly by: Address
  readonly gtin: bigint
  readonly prefixLength: number
  readonly deadline: bigint
}

const deadline = { name: 'deadline', type: 'uint256' } as const
const first = { name: 'first', type: 'uint256' } as const
const count = { name: 'count', type: 'uint32' } as const
const round = { name: 'round', type: 'uint16' } as const
const gtin = { name: 'gtin', type: 'uint64' } as const
const lot = { name: 'lot', type: 'bytes29' } as const
const by = { name: 'by', type: 'address' } as const
const state = { name: 'state', type: 'uint8' } as const
const prefixLength = { name: 'prefixLength', type: 'uint8' } as const

const types = {
  Commission: [
    { name: 'root', type: 'bytes32' },
    count,
    gtin,
    lot,
    { name: 'expiry', type: 'uint16' },
    { name: 'maker', type: 'address' },
    prefixLength,
    deadline,
  ],
  HandOver: [
    { name: 'ranges', type: 'Range[]' },
    { name: 'from', type: 'address' },
    { name: 'to', type: 'address' },
    deadline,
  ],
  Range: [first, count, { name: 'moves', type: 'uint16' }],
  Mark: [first, count, state, round, deadline],
  Undo: [first, count, round, deadline],
  Repackaging: [first, count, { name: 'into', type: 'uint232' }, round, deadline],
  Ruling: [{ name: 'id', type: 'uint256' }, state, { name: 'regulator', type: 'address' }, round, deadline],
  Recall: [by, gtin, lot, { name: 'batch', type: 'uint232' }, deadline],
  Withdrawal: [by, gtin, prefixLength, deadline],
} as const

type PacksIntent<Name extends keyof typeof types> = TypedDataDefinition<Pick<typeof types, Name>, Name>
type HandOverTypes = Pick<typeof types, 'HandOver' | 'Range'>

/** Typed data by which a batch comes into being; signed by its maker. @source EIP-712 */
export function commissionIntent(intent: IntentPlace & CommissionIntent): PacksIntent<'Commission'> {
  const { root, count, gtin, lot, expiry, maker, prefixLength, deadline } = intent
  return {
    domain: packsDomain(intent),
    types: { Commission: types.Commission },
    primaryType: 'Commission',
    message: { root, count, gtin, lot, expiry, maker, prefixLength, deadline },
  }
}

/** Typed data by which packs change hands; signed by the old and by the new holder. @source EIP-712 */
export function handOverIntent(intent: IntentPlace & HandOverIntent): TypedDataDefinition<HandOverTypes, 'HandOver'> {
  const { ranges, from, to, deadline } = intent
  return {
    domain: packsDomain(intent),
    types: { HandOver: types.HandOver, Range: types.Range },
    primaryType: 'HandOver',
    message: { ranges, from, to, deadline },
  }
}

/** Typed data by which packs get a state that a holder gives (`packStateNumbers`); signed by their holder. @source EIP-712 */
export function markIntent(intent: IntentPlace & MarkIntent): PacksIntent<'Mark'> {
  const { first, count, state, round, deadline } = intent
  return {
    domain: packsDomain(intent),
    types: { Mark: types.Mark },
    primaryType: 'Mark',
    message: { first, count, state, round, deadline },
  }
}

/** Typed data by which an end or a quarantine is undone; signed by whoever made it. @source EIP-712 */
export function undoIntent(intent: IntentPlace & UndoIntent): PacksIntent<'Undo'> {
  const { first, count, round, deadline } = intent
  return {
    domain: packsDomain(intent),
    types: { Undo: types.Undo },
    primaryType: 'Undo',
    message: { first, count, round, deadline },
  }
}

/** Typed data that links checked-out packs to the batch that they are in now; signed by their holder. @source EIP-712 */
export function repackagingIntent(intent: IntentPlace & RepackagingIntent): PacksIntent<'Repackaging'> {
  const { first, count, into, round, deadline } = intent
  return {
    domain: packsDomain(intent),
    types: { Repackaging: types.Repackaging },
    primaryType: 'Repackaging',
    message: { first, count, into, round, deadline },
  }
}

/** Typed data by which a regulator decides on one pack. @source EIP-712 */
export function rulingIntent(intent: IntentPlace & RulingIntent): PacksIntent<'Ruling'> {
  const { id, state, regulator, round, deadline } = intent
  return {
    domain: packsDomain(intent),
    types: { Ruling: types.Ruling },
    primaryType: 'Ruling',
    message: { id, state, regulator, round, deadline },
  }
}

/** Typed data by which a lot is recalled for ever; signed by `by`. @source EIP-712 */
export function recallIntent(intent: IntentPlace & RecallIntent): PacksIntent<'Recall'> {
  const { by, gtin, lot, batch, deadline } = intent
  return {
    domain: packsDomain(intent),
    types: { Recall: types.Recall },
    primaryType: 'Recall',
    message: { by, gtin, lot, batch, deadline },
  }
}

/** Typed data by which a product is withdrawn for ever; signed by `by`. @source EIP-712 */
export function withdrawalIntent(intent: IntentPlace & WithdrawalIntent): PacksIntent<'Withdrawal'> {
  const { by, gtin, prefixLength, deadline } = intent
  return {
    domain: packsDomain(intent),
    types: { Withdrawal: types.Withdrawal },
    primaryType: 'Withdrawal',
    message: { by, gtin, prefixLength, deadline },
  }
}

/** What signatures about packs are bound to: one contract on one ledger. @source EIP-712 */
export function packsDomain({ chainId, verifyingContract }: IntentPlace) {
  return { name: 'Symbolon Packs', version: '1', chainId, verifyingContract } as const
}
