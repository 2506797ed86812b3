import { type Address, BaseError, encodeDeployData, encodeFunctionData, type Hex, parseAbi } from 'viem'
import { type Chain, startChain } from './chain.ts'
import { type Compiled, compile } from './compile.ts'

/** @source EIP-7825: gas of one transaction at most */
const GAS_MAX = 2n ** 24n
const sizes = { bring: [1, 100, 5000, 1_000_000], move: [1, 100, 5000], end: [1, 256] } as const
const abi = parseAbi([
  'function bring(uint256 count)',
  'function move(address to, uint256 first, uint256 count)',
  'function end(uint256 first, uint256 count)',
])
const receiver: Address = `0x${'0b'.repeat(20)}`

/** Gas of a move by its size; null where it does not fit in a transaction. */
export type PeerGas = Record<keyof typeof sizes, Record<string, number | null>>

/** What the same costs with the libraries that people use for ERC-721. */
export async function measurePeers(): Promise<Record<string, PeerGas>> {
  const peers = compile('gas/peers/Peers.sol')
  const chain = await startChain()
  const [openZeppelin, solady, erc721a] = [peers.OpenZeppelinPeer, peers.SoladyPeer, peers.Erc721aPeer]
  return {
    openzeppelin: await measureMinted(chain, openZeppelin),
    openzeppelin_consecutive: await measureConsecutive(chain, peers.ConsecutivePeer),
    solady: await measureMinted(chain, solady),
    erc721a: await measureMinted(chain, erc721a),
  }
}

async function measureMinted(chain: Chain, peer: Compiled | undefined): Promise<PeerGas> {
  const to = await created(chain, peer?.bytecode ?? '0x')
  const bring: Record<string, number | null> = {}
  // One token before all: the first of a holder costs a slot more.
  await gasOf(chain, { to, data: encodeFunctionData({ abi, functionName: 'bring', args: [1n] }) })
  for (const size of sizes.bring) {
    const data = encodeFunctionData({ abi, functionName: 'bring', args: [BigInt(size)] })
    bring[size] = await gasOf(chain, { to, data })
  }
  // As many more as what follows takes, in portions that fit.
  for (let i = 0; i < 30; i++)
    await gasOf(chain, { to, data: encodeFunctionData({ abi, functionName: 'bring', args: [200n] }) })
  return { bring, ...(await measureRest(chain, to)) }
}

async function measureConsecutive(chain: Chain, peer: Compiled | undefined): Promise<PeerGas> {
  if (!peer) throw new Error('a peer is missing')
  const bring: Record<string, number | null> = {}
  const creation = (size: number): Hex => encodeDeployData({ ...peer, args: [BigInt(size), chain.account] })
  for (const size of sizes.bring) bring[size] = await gasOf(chain, { data: creation(size) })
  return { bring, ...(await measureRest(chain, await created(chain, creation(10_000)))) }
}

/** Moves and ends of tokens that were brought in large portions, each of another place. */
async function measureRest(chain: Chain, to: Address): Promise<Pick<PeerGas, 'move' | 'end'>> {
  const gas: Pick<PeerGas, 'move' | 'end'> = { move: {}, end: {} }
  await gasOf(chain, { to, data: encodeFunctionData({ abi, functionName: 'move', args: [receiver, 0n, 1n] }) })
  const places = { 1: 50n, 100: 200n, 5000: 1001n }
  for (const size of sizes.move) {
    const args = [receiver, places[size], BigInt(size)] as const
    gas.move[size] = await gasOf(chain, { to, data: encodeFunctionData({ abi, functionName: 'move', args }) })
  }
  const ends = { 1: 400n, 256: 500n }
  for (const size of sizes.end) {
    const args = [ends[size], BigInt(size)] as const
    gas.end[size] = await gasOf(chain, { to, data: encodeFunctionData({ abi, functionName: 'end', args }) })
  }
  return gas
}

async function created(chain: Chain, data: Hex): Promise<Address> {
  const hash = await chain.client.sendTransaction({ account: chain.account, chain: null, data, gas: GAS_MAX })
  const { contractAddress } = await chain.client.getTransactionReceipt({ hash })
  if (!contractAddress) throw new Error('a peer was not created')
  return contractAddress
}

async function gasOf(chain: Chain, call: { readonly to?: Address; readonly data: Hex }): Promise<number | null> {
  const { client, account } = chain
  try {
    const hash = await client.sendTransaction({ account, chain: null, gas: GAS_MAX, ...call })
    const { gasUsed, status } = await client.getTransactionReceipt({ hash })
    if (status !== 'success') throw new Error('a peer refused a call')
    return Number(gasUsed)
  } catch (error) {
    if (error instanceof BaseError && /out of gas/i.test(error.message)) return null
    throw error
  }
}
