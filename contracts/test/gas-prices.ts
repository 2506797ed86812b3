import { fromHex } from '@symbolon/protocol/kernel'
import type { Hex } from 'viem'

/** What any implementation that stores and announces the same pays, by the schedule of the Osaka rules. */
export const prices = {
  transaction: 21_000,
  newSlot: 22_100,
  changedSlot: 5_000,
  signature: 3_100,
  readSlot: 2_100,
  otherContract: 2_600,
}

/** @source EIP-2028: 16 gas a byte, 4 a zero byte */
export function calldataGas(input: Hex): number {
  return fromHex(input).reduce((sum, byte) => sum + (byte === 0 ? 4 : 16), 0)
}

/** @source Yellow Paper, appendix G: 375 for the log, 375 a topic, 8 a byte */
export function eventGas(topics: number, bytes: number): number {
  return 375 * (topics + 1) + 8 * bytes
}
