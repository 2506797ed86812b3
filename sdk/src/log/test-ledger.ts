import type { IncomingMessage, ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'
import type { TestContext } from 'node:test'
import { toHex, utf8 } from '@symbolon/protocol/kernel'
import { type Checkpoint, checkpointsContract } from '@symbolon/protocol/log'
import { encodeAbiParameters, encodeEventTopics, keccak256, numberToHex, padHex } from 'viem/utils'
import { serve } from '../kernel/test-node.ts'

export const testAnchorPlace = {
  chain_id: 31_337,
  contract: padHex('0xc0', { size: 20 }),
  founder: padHex('0xf0', { size: 20 }),
}

interface Asked {
  readonly id: number
  readonly method: string
  readonly params: readonly { fromBlock?: string; toBlock?: string }[]
}

/** A node of a ledger that holds a log's anchors, one a block from the first, and takes so many blocks at once. */
export async function serveLedger(
  t: TestContext,
  of: { readonly anchors: readonly Checkpoint[]; readonly blocks_max: number },
): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = []
  const reply = async (request: IncomingMessage, response: ServerResponse) => {
    const { id, method, params } = (await json(request)) as Asked
    asked.push(method)
    const answer = answerTo({ method, params }, of)
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ jsonrpc: '2.0', id, ...answer }))
  }
  return { url: await serve(t, (request, response) => void reply(request, response)), asked }
}

function answerTo({ method, params }: Omit<Asked, 'id'>, of: Parameters<typeof serveLedger>[1]) {
  if (method === 'eth_chainId') return { result: numberToHex(testAnchorPlace.chain_id) }
  if (method === 'eth_blockNumber') return { result: numberToHex(of.anchors.length) }
  const [from, to] = [Number(params[0]?.fromBlock), Number(params[0]?.toBlock)]
  if (to - from >= of.blocks_max) return { error: { code: -32_005, message: 'too many blocks' } }
  const logs = of.anchors.map((anchor, i) => logOf(anchor, i + 1))
  return { result: logs.filter(({ blockNumber }) => Number(blockNumber) >= from && Number(blockNumber) <= to) }
}

function logOf({ origin, size, root }: Checkpoint, block: number) {
  const { contract, founder } = testAnchorPlace
  const args = { origin: keccak256(utf8(origin)), founder, size: BigInt(size) }
  const hash = numberToHex(block, { size: 32 })
  return {
    address: contract,
    topics: encodeEventTopics({ abi: checkpointsContract.abi, eventName: 'Anchored', args }),
    data: encodeAbiParameters([{ type: 'bytes32' }, { type: 'uint64' }], [toHex(root), 1_800_000_000n]),
    blockNumber: numberToHex(block),
    blockHash: hash,
    transactionHash: hash,
    transactionIndex: '0x0',
    logIndex: '0x0',
    removed: false,
  }
}
