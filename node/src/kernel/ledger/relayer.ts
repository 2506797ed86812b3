import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { type Hex, kernelErrors, toHex } from '@symbolon/protocol/kernel'
import { privateKeyToAccount } from 'viem/accounts'
import { isFault } from '../lifecycle/faults.ts'
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
  const account = privateKeyToAccount(readKey(file))
  const free = { type: 'eip1559', chainId, gas: TRANSACTION_GAS, maxFeePerGas: 0n, maxPriorityFeePerGas: 0n } as const
  return {
    address: account.address,
    sign: (transaction) => account.signTransaction({ ...free, ...transaction }),
  }
}

function readKey(file: string): Hex {
  if (!existsSync(file)) makeKey(file)
  const text = readFileSync(file, 'utf8').trim()
  if (!/^0x[0-9a-f]{64}$/.test(text)) {
    throw kernelErrors.KERNEL_DATA_FOLDER_UNUSABLE({
      reason: { en: 'keys/relayer.key is damaged', el: 'το keys/relayer.key είναι κατεστραμμένο' },
    })
  }
  return text as Hex
}

/** Written beside and linked into place, so that a killed node leaves either no key or a whole one. */
function makeKey(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const partial = `${file}.${toHex(randomBytes(6)).slice(2)}`
  writeFileSync(partial, `${toHex(randomBytes(32))}\n`, { mode: 0o600, flush: true })
  try {
    linkSync(partial, file)
    syncFolder(dirname(file))
  } catch (fault) {
    if (!isFault(fault, 'EEXIST')) throw fault
  } finally {
    rmSync(partial, { force: true })
  }
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
