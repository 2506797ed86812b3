import assert from 'node:assert/strict'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { type TestContext, test } from 'node:test'
import { hasCode, toHex, type Words } from '@symbolon/protocol/kernel'
import { batchNumberOf, lotHash, packsContract, tokenIdOf } from '@symbolon/protocol/medicines'
import { type Address, encodeAbiParameters, encodeEventTopics, type Hex } from 'viem'
import { serve } from '../kernel/test-node.ts'
import { findLedgerSteps } from './find-ledger-steps.ts'

const { abi } = packsContract
const accountOf = (digit: string) => `0x${digit.repeat(40)}` as Address
const [maker, wholesaler, pharmacy] = ['1', '2', '3'].map(accountOf) as [Address, Address, Address]
const hashOf = (digit: string) => `0x${digit.repeat(64)}` as Hex
const root = new Uint8Array(32).fill(9)
const token = tokenIdOf(batchNumberOf(root), 3)
const pack = {
  gtin: '09521000000018',
  serial: 'A1',
  lot: 'L7',
  expiry: '2029-03-31',
  salt: new Uint8Array(32),
  index: 3,
  count: 500,
  root,
  path: [],
}
const shown = {
  pack,
  token,
  ledger: {
    chain_id: 7010,
    contract: accountOf('c'),
    steps: [
      { step: 'commissioned', block: 4, transaction: hashOf('a') },
      { step: 'handed_over', block: 5, transaction: hashOf('b') },
      { step: 'handed_over', block: 6, transaction: hashOf('d') },
    ],
  },
} as const

interface Log {
  readonly block: number
  readonly transaction: Hex
  readonly topics: readonly unknown[]
  readonly data: Hex
}

function commissioned(change: { count?: number; lot?: string } = {}): Log {
  const { count = 500, lot = 'L7' } = change
  const day = Date.UTC(2029, 2, 31) / 86_400_000
  const types = [{ type: 'bytes32' }, { type: 'uint32' }, { type: 'bytes29' }, { type: 'uint16' }] as const
  const args = { batch: batchNumberOf(root), maker, gtin: BigInt(pack.gtin) }
  return {
    block: 4,
    transaction: hashOf('a'),
    topics: encodeEventTopics({ abi, eventName: 'Commissioned', args }),
    data: encodeAbiParameters(types, [toHex(root), count, lotHash(lot), day]),
  }
}

function moved(of: { block: number; transaction: Hex; from: Address; to: Address; last?: bigint }): Log {
  const args = { fromTokenId: token - 3n, fromAddress: of.from, toAddress: of.to }
  return {
    ...of,
    topics: encodeEventTopics({ abi, eventName: 'ConsecutiveTransfer', args }),
    data: encodeAbiParameters([{ type: 'uint256' }], [of.last ?? token]),
  }
}

function movedAlone(of: { block: number; transaction: Hex; from: Address; to: Address }): Log {
  const args = { from: of.from, to: of.to, tokenId: token }
  return { ...of, topics: encodeEventTopics({ abi, eventName: 'Transfer', args }), data: '0x' }
}

const second = { block: 5, transaction: hashOf('b'), from: maker, to: wholesaler }
const third = { block: 6, transaction: hashOf('d'), from: wholesaler, to: pharmacy }

/** A ledger that has these events. */
async function ledgerWith(t: TestContext, logs: readonly Log[], chain_id = 7010) {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { id, method, params } = JSON.parse(await text(request))
    const isAsked = ({ block, topics }: Log) =>
      BigInt(params[0].fromBlock) === BigInt(block) && params[0].topics[0] === topics[0]
    const result =
      method === 'eth_chainId' ? `0x${chain_id.toString(16)}` : logs.filter(isAsked).map((log) => rpcLog(log))
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ jsonrpc: '2.0', id, result }))
  }
  return { rpc_url: await serve(t, (request, response) => void answer(request, response)) }
}

function rpcLog({ block, transaction, topics, data }: Log) {
  const place = { blockNumber: `0x${block.toString(16)}`, blockHash: hashOf('0'), transactionHash: transaction }
  return { address: accountOf('c'), topics, data, ...place, transactionIndex: '0x0', logIndex: '0x0', removed: false }
}

test('the ledger tells who made the batch and between whom the pack went, alone or in a range', async (t) => {
  const ledger = await ledgerWith(t, [commissioned(), moved(second), movedAlone(third)])
  assert.deepEqual(
    (await findLedgerSteps(shown, ledger)).map(({ from, to, is_next }) => [from, to, is_next]),
    [
      [null, maker, true],
      [maker, wholesaler, true],
      [wholesaler, pharmacy, true],
    ],
  )
})

test('a pack that moved in between is told as such', async (t) => {
  const ledger = await ledgerWith(t, [commissioned(), moved(second), moved({ ...third, from: accountOf('4') })])
  assert.deepEqual(
    (await findLedgerSteps(shown, ledger)).map(({ is_next }) => is_next),
    [true, true, false],
  )
})

test('error: MEDICINES_TRACE_LEDGER_DIFFERS, SDK_LEDGER_UNREACHABLE where the ledger says otherwise or nothing', async (t) => {
  const refused = async (words: string, logs: readonly Log[], of: Parameters<typeof findLedgerSteps>[0] = shown) =>
    assert.rejects(
      findLedgerSteps(of, await ledgerWith(t, logs)),
      (error) => hasCode(error, 'MEDICINES_TRACE_LEDGER_DIFFERS') && (error.facts.reason as Words).en.includes(words),
    )
  const moves = [moved(second), moved(third)]
  await refused('not commissioned', moves)
  await refused('not commissioned', [commissioned({ count: 499 }), ...moves])
  await refused('not commissioned', [commissioned({ lot: 'L8' }), ...moves])
  await refused('handover', [commissioned(), moved(second)])
  await refused('handover', [commissioned(), moved(second), moved({ ...third, last: token - 1n })])
  await refused('handover', [commissioned(), moved(second), moved({ ...third, transaction: hashOf('e') })])
  const { steps } = shown.ledger
  const without = { ...shown, ledger: { ...shown.ledger, steps: steps.slice(1) } }
  await refused('not commissioned', [commissioned(), ...moves], without)
  await refused('not commissioned', [commissioned()], { ...shown, ledger: { ...shown.ledger, steps: [] } })
  await assert.rejects(
    findLedgerSteps(shown, await ledgerWith(t, [], 1)),
    (error) => hasCode(error, 'MEDICINES_TRACE_LEDGER_DIFFERS') && (error.facts.reason as Words).en.includes('another'),
  )
  const nobody = { rpc_url: 'http://127.0.0.1:9', timeout_ms: 2_000 }
  await assert.rejects(findLedgerSteps(shown, nobody), { code: 'SDK_LEDGER_UNREACHABLE' })
})
