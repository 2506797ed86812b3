import { strict as assert } from 'node:assert'
import {
  ContractDecoder,
  EdrContext,
  L1_CHAIN_TYPE,
  l1GenesisState,
  l1HardforkFromString,
  l1ProviderFactory,
  MineOrdering,
  OSAKA,
  type Provider,
  type ProviderConfig,
} from '@nomicfoundation/edr'
import type { Hex } from '@symbolon/protocol/kernel'
import type { Address, LedgerReading, ReadingAnswer } from './ledger.ts'

/** @source EIP-7825: no transaction may ask for more gas */
export const TRANSACTION_GAS = 2n ** 24n
const blockGas = 2n ** 40n

export interface EvmLog {
  readonly address: Address
  readonly topics: readonly Hex[]
  readonly data: Hex
  readonly transactionHash: Hex
  readonly logIndex: Hex
}

export interface EvmBlock {
  readonly number: number
  readonly hash: Hex
  readonly receiptsRoot: Hex
  readonly transactions: readonly Hex[]
}

export interface MineOrder {
  /** Signed transactions, in order. */
  readonly transactions: readonly Hex[]
  /** Seconds since 1970; never before the block under it. */
  readonly time: number
}

export interface EvmCall {
  readonly from: Address
  readonly to: Address
  readonly data: Hex
  /** Seconds since 1970 at which the call runs. */
  readonly time: number
}

export type CallAnswer = { readonly returned: Hex } | { readonly reverted: Hex }

/** An EVM inside this process (Osaka rules, no gas price, no accounts), as far as the ledger needs it. */
export interface Evm {
  mine(order: MineOrder): Promise<EvmBlock>
  head(): Promise<EvmBlock>
  logsOf(block: EvmBlock): Promise<EvmLog[]>
  /** What the transaction answered when it reverted; undefined when it went through. */
  revertOf(transaction: Hex): Promise<Hex | undefined>
  createdBy(transaction: Hex): Promise<Address>
  call(call: EvmCall): Promise<CallAnswer>
  nonceOf(account: Address): Promise<number>
  inspect(reading: LedgerReading): Promise<ReadingAnswer>
  /** Keeps the state; `restore` brings it back and uses it up. */
  snapshot(): Promise<Hex>
  restore(snapshot: Hex): Promise<void>
}

interface EvmPlace {
  readonly chainId: number
  /** Seconds since 1970. */
  readonly genesisTime: number
}

interface Request {
  readonly method: string
  readonly params: readonly unknown[]
}

interface RpcError {
  readonly message: string
  readonly data?: { readonly data?: Hex }
}

/** EDR answers a batch as a whole: every result in order, or the first error. */
type RpcAnswer = { readonly result: readonly unknown[] } | { readonly error: RpcError }

class EvmFault extends Error {
  override readonly name = 'EvmFault'
  /** What a contract answered when it reverted. */
  readonly reverted: Hex | undefined

  constructor({ message, data }: RpcError) {
    super(message)
    this.reverted = data?.data
  }
}

/** Starts an EVM at its genesis block. Nothing of it is kept on disk: blocks are replayed into it. */
export async function createEvm(place: EvmPlace): Promise<Evm> {
  context ??= makeContext()
  const silent = { enable: false, decodeConsoleLogInputsCallback: () => [], printLineCallback: () => undefined }
  const deaf = { subscriptionCallback: () => undefined }
  const provider = await (await context).createProvider(
    L1_CHAIN_TYPE,
    settings(place),
    silent,
    deaf,
    new ContractDecoder(),
  )
  return describe((...requests) => ask(provider, requests))
}

/** EDR allows one per process. */
let context: Promise<EdrContext> | undefined

async function makeContext(): Promise<EdrContext> {
  const made = new EdrContext()
  await made.registerProviderFactory(L1_CHAIN_TYPE, l1ProviderFactory())
  return made
}

function settings({ chainId, genesisTime }: EvmPlace): ProviderConfig {
  return {
    allowBlocksWithSameTimestamp: true,
    allowUnlimitedContractSize: false,
    bailOnCallFailure: true,
    bailOnTransactionFailure: false,
    chainId: BigInt(chainId),
    networkId: BigInt(chainId),
    coinbase: new Uint8Array(20),
    defaultTransactionGasLimit: TRANSACTION_GAS,
    genesisState: l1GenesisState(l1HardforkFromString(OSAKA)),
    hardfork: OSAKA,
    initialBaseFeePerGas: 0n,
    minGasPrice: 0n,
    mining: { autoMine: false, blockGasLimit: blockGas, memPool: { order: MineOrdering.Fifo } },
    network: { genesisBlockGasLimit: blockGas, genesisBlockTime: BigInt(genesisTime) },
    observability: {},
    ownedAccounts: [],
    precompileOverrides: [],
  }
}

type Ask = (...requests: readonly Request[]) => Promise<readonly unknown[]>

async function ask(provider: Provider, requests: readonly Request[]): Promise<readonly unknown[]> {
  const batch = requests.map((request, id) => ({ jsonrpc: '2.0', id, ...request }))
  const { data } = await provider.handleRequest(JSON.stringify(batch))
  const answer: RpcAnswer = typeof data === 'string' ? JSON.parse(data) : data
  if ('error' in answer) throw new EvmFault(answer.error)
  assert.equal(answer.result.length, requests.length, 'the EVM did not answer every request')
  return answer.result
}

function describe(request: Ask): Evm {
  const one = async <T>(method: string, ...params: readonly unknown[]): Promise<T> => {
    const [result] = await request({ method, params })
    return result as T
  }
  return {
    mine: (order) => mine(request, order),
    head: async () => blockOf(await one('eth_getBlockByNumber', 'latest', false)),
    logsOf: (block) => one('eth_getLogs', { blockHash: block.hash }),
    async revertOf(transaction) {
      const receipt = await one<{ status: Hex }>('eth_getTransactionReceipt', transaction)
      if (receipt.status === '0x1') return undefined
      const trace = await one<{ returnValue: string }>('debug_traceTransaction', transaction, sparseTrace)
      return `0x${trace.returnValue.replace(/^0x/, '')}`
    },
    createdBy: async (hash) =>
      (await one<{ contractAddress: Address }>('eth_getTransactionReceipt', hash)).contractAddress,
    call: (call) => callAt(request, call),
    nonceOf: async (account) => Number(await one<Hex>('eth_getTransactionCount', account, 'latest')),
    inspect: (reading) => inspect(request, reading),
    snapshot: () => one('evm_snapshot'),
    async restore(snapshot) {
      assert(await one('evm_revert', snapshot), 'the EVM lost a snapshot')
    },
  }
}

const sparseTrace = { disableStorage: true, disableMemory: true, disableStack: true }

async function mine(request: Ask, { transactions, time }: MineOrder): Promise<EvmBlock> {
  const results = await request(
    ...transactions.map((transaction) => ({ method: 'eth_sendRawTransaction', params: [transaction] })),
    { method: 'evm_setNextBlockTimestamp', params: [time] },
    { method: 'evm_mine', params: [] },
    { method: 'eth_getBlockByNumber', params: ['latest', false] },
  )
  const block = blockOf(results.at(-1))
  assert.equal(block.transactions.length, transactions.length, 'the EVM left a transaction out of the block')
  return block
}

/** Runs on top of the newest block, at the given time. */
async function callAt(request: Ask, { from, to, data, time }: EvmCall): Promise<CallAnswer> {
  const call = { from, to, data, gas: `0x${TRANSACTION_GAS.toString(16)}` }
  try {
    const [, returned] = await request(
      { method: 'evm_setNextBlockTimestamp', params: [time] },
      { method: 'eth_call', params: [call, 'pending'] },
    )
    return { returned: returned as Hex }
  } catch (fault) {
    if (fault instanceof EvmFault && fault.reverted !== undefined) return { reverted: fault.reverted }
    throw fault
  }
}

async function inspect(request: Ask, reading: LedgerReading): Promise<ReadingAnswer> {
  try {
    const [value] = await request(reading)
    return { value }
  } catch (fault) {
    if (!(fault instanceof EvmFault)) throw fault
    return fault.reverted === undefined ? { refused: true } : { reverted: fault.reverted }
  }
}

function blockOf(result: unknown): EvmBlock {
  const block = result as { number: Hex; hash: Hex; receiptsRoot: Hex; transactions: Hex[] }
  return {
    number: Number(block.number),
    hash: block.hash,
    receiptsRoot: block.receiptsRoot,
    transactions: block.transactions,
  }
}
