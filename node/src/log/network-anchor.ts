import { readFileSync } from 'node:fs'
import { type Hex, kernelErrors } from '@symbolon/protocol/kernel'
import { checkpointsContract } from '@symbolon/protocol/log'
import {
  BaseError,
  createPublicClient,
  createWalletClient,
  defineChain,
  http,
  type PublicClient,
  parseEventLogs,
  type TransactionReceipt,
} from 'viem'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import type { Config, Statement } from '../kernel/index.ts'
import { type Anchored, type AnchorParts, anchoredOf, dueForAnchor, signAdvance } from './anchor.ts'
import { type Anchor, anchorOf, insertAnchors, readAnchor } from './anchor-rows.ts'

const request_ms_max = 10_000
const receipt_ms_max = 60_000
/** Blocks that are looked through for an anchor without a row; nodes of networks refuse many at once. */
const untoldBlocks = 1_000n
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
    const anchored = anchoredOf(latest)
    const due = await dueForAnchor(this.parts, { anchored, every_s })
    await this.tellUntold(anchored)
    if (due === undefined) return
    const place = { chainId: this.chain_id, verifyingContract: settings.contract }
    const receipt = await this.send(await signAdvance(this.parts, { ...due, ...place }))
    await database.query(this.rowsOf(anchorsIn(receipt, settings.contract)))
  }

  /** The newest anchor has its row, also when the node that sent it was killed before it could write one. */
  private async tellUntold(anchored: Anchored | undefined): Promise<void> {
    const { identity, database } = this.parts
    if (anchored === undefined) return
    const { origin_id, founder } = identity
    const place = { network: this.network?.name ?? '', origin_id, founder: founder.address }
    if ((await readAnchor(database, place))?.at.getTime() === anchored.at) return
    const found = await this.findEvents(anchored.size).catch(nothingFound)
    if (found.length > 0) await database.query(this.rowsOf(found))
  }

  private async findEvents(size: number): Promise<Anchor[]> {
    const { identity, settings } = this.parts
    const head = await this.client.getBlockNumber()
    const events = await this.client.getContractEvents({
      address: settings.contract,
      abi,
      eventName: 'Anchored',
      args: { origin: identity.origin_id, founder: identity.founder.address, size: BigInt(size) },
      fromBlock: head > untoldBlocks ? head - untoldBlocks : 0n,
      strict: true,
    })
    return events.map(({ args, blockNumber, transactionHash: transaction }) =>
      anchorOf({ args: { ...args }, block: Number(blockNumber), transaction }),
    )
  }

  private rowsOf(anchors: readonly Anchor[]): Statement {
    return insertAnchors(this.network?.name ?? '', anchors, this.parts.clock.now())
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

/** A network that does not let its events be searched is anchored on all the same. */
function nothingFound(fault: unknown): Anchor[] {
  if (fault instanceof BaseError) return []
  throw fault
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
