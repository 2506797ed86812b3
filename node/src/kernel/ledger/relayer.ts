import { type Hex, toHex } from '@symbolon/protocol/kernel'
import { privateKeyToAccount } from 'viem/accounts'
import { readKeyFile } from '../lifecycle/key-file.ts'
import { TRANSACTION_GAS } from './evm.ts'
import type { Address } from './ledger.ts'

export interface RelayedTransaction {
  readonly nonce: number
  /** Absent when the transaction creates a contract. */
  readonly to?: Address
  readonly data: Hex
}

/** The account that carries people's signed intents to the ledger and pays nothing for it. It can do nothing else. */
export interface Relayer {
  readonly address: Address
  sign(transaction: RelayedTransaction): Promise<Hex>
}

/** The relayer of a key file, which is made (0600) when it does not exist. */
export function openRelayer(file: string, chainId: number): Relayer {
  const account = privateKeyToAccount(toHex(readKeyFile(file)))
  const free = { type: 'eip1559', chainId, gas: TRANSACTION_GAS, maxFeePerGas: 0n, maxPriorityFeePerGas: 0n } as const
  return {
    address: account.address,
    sign: (transaction) => account.signTransaction({ ...free, ...transaction }),
  }
}
