import assert from 'node:assert/strict'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { type TestContext, test } from 'node:test'
import { hasCode, toHex, utf8, type Words } from '@symbolon/protocol/kernel'
import { checkpointsContract, type ReceiptProof, receiptProofText } from '@symbolon/protocol/log'
import { encodeAbiParameters, encodeEventTopics, keccak256 } from 'viem/utils'
import { serve } from '../kernel/test-node.ts'
import { logSigner, newReceipt, proofOf } from './test-proof.ts'
import { verifyProof } from './verify-proof.ts'

const anchor = {
  chain_id: 7010,
  contract: `0x${'c1'.repeat(20)}`,
  founder: `0x${'f0'.repeat(20)}`,
  size: 256,
  transaction: `0x${'7a'.repeat(32)}`,
  block: 12,
} as const
const receipt = newReceipt()
const proof = await proofOf({ receipt, anchor })
const root = toHex(proof.checkpoint.root)
const time_s = 1_800_000_000

/** The event as a ledger has it. */
function eventOf(of: { root?: `0x${string}` } = {}) {
  const args = { origin: keccak256(utf8('log.example')), founder: anchor.founder, size: 256n } as const
  return {
    address: anchor.contract,
    topics: encodeEventTopics({ abi: checkpointsContract.abi, eventName: 'Anchored', args }),
    data: encodeAbiParameters([{ type: 'bytes32' }, { type: 'uint64' }], [of.root ?? root, BigInt(time_s)]),
    blockNumber: '0xc',
    blockHash: `0x${'b0'.repeat(32)}`,
    transactionHash: anchor.transaction,
    transactionIndex: '0x0',
    logIndex: '0x0',
    removed: false,
  }
}

/** A ledger that knows these events and answers what it is asked for; and its filters. */
async function ledgerOf(
  t: TestContext,
  { events = [eventOf()], chain_id = 7010 }: { events?: object[]; chain_id?: number } = {},
) {
  const filters: { fromBlock: string; toBlock: string; topics: string[] }[] = []
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { id, method, params } = JSON.parse(await text(request))
    if (method === 'eth_getLogs') filters.push(params[0])
    const result = method === 'eth_chainId' ? `0x${chain_id.toString(16)}` : events
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ jsonrpc: '2.0', id, result }))
  }
  const rpc_url = await serve(t, (request, response) => void answer(request, response))
  return { rpc_url, filters }
}

const fileOf = (changed: ReceiptProof = proof) => utf8(receiptProofText(changed))

test('a ledger that has the checkpoint confirms it: same origin, founder, size and root, in the block named', async (t) => {
  const { rpc_url, filters } = await ledgerOf(t)
  const { anchoring } = await verifyProof({ file: fileOf(), anchor: { rpc_url } })
  assert.deepEqual(anchoring, { block: 12, time_s, transaction: anchor.transaction })
  assert.deepEqual([filters[0]?.fromBlock, filters[0]?.toBlock], ['0xc', '0xc'])
  assert.deepEqual(filters[0]?.topics, eventOf().topics)
})

test('error: LOG_ANCHOR_UNPROVEN where the ledger says otherwise', async (t) => {
  const isRefused = (words: string) => (error: unknown) =>
    hasCode(error, 'LOG_ANCHOR_UNPROVEN') && (error.facts.reason as Words).en.includes(words)
  const refused = async (words: string, ledger: { rpc_url: string }, file = fileOf()) =>
    assert.rejects(verifyProof({ file, anchor: ledger }), isRefused(words))
  await refused('not there', await ledgerOf(t, { events: [] }))
  await refused('other entries', await ledgerOf(t, { events: [eventOf({ root: `0x${'00'.repeat(32)}` })] }))
  await refused('another ledger', await ledgerOf(t, { chain_id: 1 }))
  await refused('names no ledger', await ledgerOf(t), fileOf({ ...proof, anchor: null }))
})

test('error: SDK_LEDGER_UNREACHABLE for a ledger that does not answer, which condemns nothing', async () => {
  const anchored = { rpc_url: 'http://127.0.0.1:9', timeout_ms: 2_000 }
  await assert.rejects(verifyProof({ file: fileOf(), anchor: anchored }), { code: 'SDK_LEDGER_UNREACHABLE' })
})

test('error: LOG_PROOF_INVALID for a proof of something that is no receipt', async () => {
  const other = await proofOf({ receipt: { ...receipt, software: '' }, anchor: null })
  await assert.rejects(verifyProof({ file: fileOf(other) }), { code: 'LOG_PROOF_INVALID' })
})

test('without a policy no witness counts; the claim of an anchor stays a claim', async () => {
  const shown = await verifyProof({ file: fileOf(), pinned: [logSigner().verifier] })
  assert.deepEqual([shown.trusted_by, shown.quorum, shown.anchoring], ['pinned', null, null])
  assert.deepEqual(shown.anchor, anchor)
})
