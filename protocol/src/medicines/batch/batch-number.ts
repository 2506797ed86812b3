import { toHex } from '../../kernel/index.ts'
import { BATCH_PACKS_MAX } from '../batch-limits.ts'
import { medicinesErrors } from '../errors.ts'

declare const batch: unique symbol
declare const token: unique symbol
/** The number of a batch: the first 232 bits of its root. */
export type BatchNumber = bigint & { readonly [batch]: true }
/** The id of a pack's token: the batch's number, then the pack's index in 24 bits. */
export type PackTokenId = bigint & { readonly [token]: true }

const indexBits = 24n
const idBits = 256n

/**
 * The number that follows from what a batch is, so that a batch which is commissioned again is the same one.
 * @param root 32 bytes, the root over its leaves
 */
export function batchNumberOf(root: Uint8Array): BatchNumber {
  if (root.length !== 32) throw new RangeError('A root has 32 bytes')
  return (BigInt(toHex(root)) >> indexBits) as BatchNumber
}

/** The token of the pack with an index, counted from 0. @throws MEDICINES_TOKEN_INVALID */
export function tokenIdOf(number: BatchNumber, index: number): PackTokenId {
  if (!Number.isSafeInteger(index) || index < 0 || index >= BATCH_PACKS_MAX) {
    throw medicinesErrors.MEDICINES_TOKEN_INVALID()
  }
  return ((number << indexBits) | BigInt(index)) as PackTokenId
}

/** The batch and the index, counted from 0, that a token's id names. */
export function readTokenId(id: PackTokenId): { batch: BatchNumber; index: number } {
  return { batch: (id >> indexBits) as BatchNumber, index: Number(BigInt.asUintN(Number(indexBits), id)) }
}

/** The only door from text to a token's id: decimal digits, no sign, no leading zero. @throws MEDICINES_TOKEN_INVALID */
export function parseTokenId(text: string): PackTokenId {
  if (!/^(?:0|[1-9]\d{0,77})$/.test(text)) throw medicinesErrors.MEDICINES_TOKEN_INVALID()
  const id = BigInt(text)
  if (id >> idBits !== 0n) throw medicinesErrors.MEDICINES_TOKEN_INVALID()
  return id as PackTokenId
}
