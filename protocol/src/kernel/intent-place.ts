import type { Hex } from './bytes.ts'

/** The chain and the contract that an intent is meant for; on any other its signature is worth nothing. @source EIP-712 */
export interface IntentPlace {
  readonly chainId: number
  readonly verifyingContract: Hex
}
