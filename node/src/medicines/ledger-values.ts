import type { Hex } from '@symbolon/protocol/kernel'
import { type BatchNumber, readTokenId } from '@symbolon/protocol/medicines'

/** Octets of a batch's number: 232 bits. */
const number_bytes = 29

/** A batch's number as the tables have it. */
export function numberBytes(number: bigint): Buffer {
  return Buffer.from(number.toString(16).padStart(2 * number_bytes, '0'), 'hex')
}

/** A batch's number as the ledger has it. */
export function numberOf(bytes: Uint8Array): BatchNumber {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`) as BatchNumber
}

/** A token's batch, as the tables have it, and its index. */
export function placeOfToken(id: bigint): { readonly number: Buffer; readonly index: number } {
  const { batch, index } = readTokenId(id as Parameters<typeof readTokenId>[0])
  return { number: numberBytes(batch), index }
}

/** Octets of a hexadecimal text. */
export function bytesOfHex(hex: Hex): Buffer {
  return Buffer.from(hex.slice(2), 'hex')
}

/** Hexadecimal text of octets. */
export function hexOf(bytes: Uint8Array): Hex {
  return `0x${Buffer.from(bytes).toString('hex')}`
}

/** A GTIN with its 14 digits. */
export function gtinText(gtin: bigint | number): string {
  return String(gtin).padStart(14, '0')
}
