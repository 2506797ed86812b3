import { readFileSync } from 'node:fs'
import { type Hex, kernelErrors } from '@symbolon/protocol/kernel'
import { checkpointsContract } from '@symbolon/protocol/log'
import {
  createPublicClient,
  createWalletClient,
  defineChain,
  http,
  type PublicClient,
  parseEventLogs,
  type TransactionReceipt,
} from 'viem'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import type { Config } from '../kernel/index.ts'
import { type AnchorParts, anchoredOf, dueForAnchor, signAdvance } from './anchor.ts'
import { type Anchor, anchorOf, insertAnchors } from './anchor-rows.ts'

const request_ms_max = 10_000
const receipt_ms_max = 60_000
const { abi } = checkpointsContract

export interface NetworkAnchorParts extends AnchorParts {
  readonly every_s: number
  readonly settings: NonNullable<Config['anchor']>
}

/** A second ledger behind JSON-RPC, on which the log is anchored whatever happens to the node's own. */
export class NetworkAnchor {
  private readonly parts: NetworkAnchorParts
  private readonly payer: PrivateKeyAccount
  private readonly client: PublicClient
  private chain_id: number | undefined

  /** @throws KERNEL_CONFIG_INVALID when the file holds no key */
  constructor(parts: NetworkAnchorParts) {
    this.parts = parts
    this.payer = readPayer(parts.settings.key_file)
    this.client = createPublicClient({ transport: http(parts.settings.rpc_url, { timeout: request_ms_max }) })
  }

  /** Where the log is anchored, named as in the rows of anchors; nothing until the network has answered once. @source CAIP-10 */
  get network(): { readonly name: string; readonly chain_id: number; readonly contract: Hex } | undefined {
    const { chain_id, parts } = this
    const { contract } = parts.settings
    return chain_id === undefined
      ? undefined
      : { name: `eip155:${chain_id}:${contract.toLowerCase()}`, chain_id, contract }
  }

  /**
   * The newest published checkpoint stands there, if it was due: what stands there is asked first, so nothing is sent
   * twice, and what fails is done at the next turn. @throws LOG_ANCHOR_SHRUNK, LOG_ANCHOR_FORKED
   */
  async anchor(): Promise<void> {
    const { identity, every_s, settings, database } = this.parts
    this.chain_id ??= await this.client.getChainId()
    const args = [identity.origin_id, identity.founder.address] as const
    const latest = await this.client.readContract({ address: settings.contract, abi, functionName: 'latest', args })
    const due = await dueForAnchor(this.parts, { anchored: anchoredOf(latest), every_s })
    if (due === undefined) return
    const place = { chainId: this.chain_id, verifyingContract: settings.contract }
    const receipt = await this.send(await signAdvance(this.parts, { ...due, ...place }))
    const network = this.network?.name ?? ''
    await database.query(insertAnchors(network, anchorsIn(receipt, settings.contract), this.parts.clock.now()))
  }

  private async send(args: Awaited<ReturnType<typeof signAdvance>>): Promise<TransactionReceipt> {
    const { client, payer } = this
    const { contract: address, rpc_url } = this.parts.settings
    // The place of one that is stuck is taken by the next one: the network takes one of them.
    const nonce = await client.getTransactionCount({ address: payer.address, blockTag: 'latest' })
    const chain = chainOf(this.chain_id ?? 0, rpc_url)
    const wallet = createWalletClient({ account: payer, chain, transport: http(rpc_url, { timeout: request_ms_max }) })
    await client.simulateContract({ address, abi, functionName: 'advance', args, account: payer })
    const hash = await wallet.writeContract({ address, abi, functionName: 'advance', args, nonce })
    return client.waitForTransactionReceipt({ hash, timeout: receipt_ms_max })
  }
}

function anchorsIn({ logs, blockNumber, transactionHash }: TransactionReceipt, contract: Hex): Anchor[] {
  const own = logs.filter(({ address }) => address.toLowerCase() === contract.toLowerCase())
  const place = { block: Number(blockNumber), transaction: transactionHash }
  return parseEventLogs({ abi, logs: own, eventName: 'Anchored' }).map(({ args }) =>
    anchorOf({ ...place, args: { ...args } }),
  )
}

function chainOf(id: number, rpc_url: string) {
  const nativeCurrency = { name: 'coin', symbol: 'COIN', decimals: 18 }
  return defineChain({ id, name: String(id), nativeCurrency, rpcUrls: { default: { http: [rpc_url] } } })
}

function readPayer(file: string): PrivateKeyAccount {
  try {
    return privateKeyToAccount(readFileSync(file, 'utf8').trim() as Hex)
  } catch (cause) {
    throw kernelErrors.KERNEL_CONFIG_INVALID({ setting: 'SYMBOLON_ANCHOR_KEY_FILE' }, { cause })
  }
}
