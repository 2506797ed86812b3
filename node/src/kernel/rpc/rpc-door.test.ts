import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { consentsContract } from '@symbolon/protocol/consent'
import { kernelErrors } from '@symbolon/protocol/kernel'
import { createPublicClient, encodeFunctionData, type Hex, http, type PublicClient } from 'viem'
import { createApp } from '../http/create-app.ts'
import { requestCeilings } from '../http/http-limits.ts'
import { listen } from '../http/listen.ts'
import { give, giveLate, grantOf, seenSlice } from '../ledger/test-consents.ts'
import type { App, EventHandler, LedgerEvent } from '../slice.ts'
import { startTestKernel, type TestKernel } from '../test-node.ts'
import { RPC_BODY_BYTES_MAX } from './rpc-limits.ts'
import { hexOf } from './rpc-params.ts'

let kernel: TestKernel
let app: App
let url: string
let ledger: PublicClient
let consents: { address: Hex; abi: typeof consentsContract.abi }
/** Called when a block has been executed; its storing waits for the statement that it answers. */
let onStoring: (() => string) | undefined

const handlers: EventHandler[] = seenSlice.handlers.map((handler) => ({
  ...handler,
  toStatements: (events: readonly LedgerEvent[]) => {
    const text = onStoring?.()
    return [...handler.toStatements(events), ...(text === undefined ? [] : [{ name: text, text }])]
  },
}))

before(async () => {
  kernel = await startTestKernel({ slices: () => [{ ...seenSlice, handlers }] })
  app = await openApp()
  url = `${await listen(app, { host: '127.0.0.1', port: 0 })}/rpc`
  ledger = createPublicClient({ transport: http(url, { retryCount: 0 }) })
  consents = { address: kernel.ledger.address('Consents'), abi: consentsContract.abi }
})
after(async () => {
  await app?.close()
  await kernel?.stop()
})

function openApp(ceilings = requestCeilings): Promise<App> {
  const sessions = { cached: () => undefined, find: async () => undefined }
  return createApp({ context: kernel, slices: [], sessions, problems: kernelErrors.rows, ceilings })
}

async function record(n: number): Promise<{ block: number; transaction: Hex }> {
  await kernel.database.transaction((queries) => kernel.ledger.enqueue(queries, give(n), { commandId: `give-${n}` }))
  return kernel.ledger.settled(`give-${n}`)
}

interface Answer {
  readonly id: unknown
  readonly result?: unknown
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown }
}

async function post(body: unknown, headers: Record<string, string> = {}) {
  const payload = typeof body === 'string' ? body : JSON.stringify(body)
  const type = { 'content-type': 'application/json' }
  const answer = await fetch(url, { method: 'POST', body: payload, headers: { ...type, ...headers } })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, json: text === '' ? undefined : JSON.parse(text) }
}

async function ask(method: string, ...params: readonly unknown[]): Promise<Answer> {
  return (await post({ jsonrpc: '2.0', id: 1, method, params })).json
}

/** The results of a batch. */
async function askAll(questions: readonly (readonly [string, ...unknown[]])[]): Promise<unknown[]> {
  const batch = questions.map(([method, ...params], id) => ({ jsonrpc: '2.0', id, method, params }))
  return (await post(batch)).json.map(({ result }: Answer) => result)
}

function hexOf32(number: number): string {
  return `0x${number.toString(16).padStart(64, '0')}`
}

async function refusalOf(method: string, ...params: readonly unknown[]): Promise<number | undefined> {
  return (await ask(method, ...params)).error?.code
}

test('an ordinary client reads chain, blocks, transactions, events and views', async () => {
  const { block, transaction } = await record(1)
  assert.equal(await ledger.getChainId(), kernel.ledger.chainId)
  assert.equal(await ledger.getBlockNumber({ cacheTime: 0 }), BigInt(block))
  const found = await ledger.getBlock({ includeTransactions: true })
  assert.deepEqual([found.number, found.transactions.map(({ hash }) => hash)], [BigInt(block), [transaction]])
  assert.deepEqual(await ledger.getBlock({ blockHash: found.hash, includeTransactions: true }), found)
  assert.equal((await ledger.getTransaction({ hash: transaction })).blockNumber, BigInt(block))
  assert.equal((await ledger.getTransactionReceipt({ hash: transaction })).status, 'success')
  const events = await ledger.getContractEvents({ ...consents, eventName: 'Given', fromBlock: 0n, strict: true })
  assert.deepEqual(
    events.map(({ args, transactionHash }) => [args.grant, transactionHash]),
    [[grantOf(1), transaction]],
  )
  const active = (n: number) => ledger.readContract({ ...consents, functionName: 'isActive', args: [grantOf(n)] })
  assert.deepEqual([await active(1), await active(2)], [true, false])
})

test('accounts have code, a count, no coin; gas costs nothing; a grant that is not there has no slot', async () => {
  const { address } = consents
  assert.ok(((await ledger.getCode({ address })) ?? '').length > 1_000)
  const [creation] = (await ledger.getBlock({ blockNumber: 1n, includeTransactions: true })).transactions
  assert.ok(creation)
  const { from } = creation
  assert.ok((await ledger.getTransactionCount({ address: from })) > 4)
  assert.deepEqual([await ledger.getBalance({ address: from }), await ledger.getGasPrice()], [0n, 0n])
  assert.equal(await ledger.getStorageAt({ address, slot: grantOf(99) }), `0x${'00'.repeat(32)}`)
  assert.deepEqual([(await ask('net_version')).result, (await ask('web3_clientVersion')).result], ['7010', 'symbolon'])
})

test('a contract that says no is heard with its error', async () => {
  const call = giveLate(5)
  const asked = ledger.simulateContract({ ...consents, functionName: 'give', args: call.args as never })
  await assert.rejects(asked, /ConsentWeekInvalid|Consent\w*Week/)
  assert.deepEqual((await ask('eth_call', { to: consents.address, data: '0x12345678' })).error?.code, 3)
})

test('a block that is executed and not stored yet does not show, nor one that could not be stored', async () => {
  const head = kernel.ledger.head().number
  const storing = Promise.withResolvers<void>()
  onStoring = () => {
    storing.resolve()
    return 'select pg_sleep(0.2)'
  }
  const settled = record(2)
  await storing.promise
  const logs = { fromBlock: '0x0', topics: [null, grantOf(2)] }
  const data = encodeFunctionData({ ...consents, functionName: 'isActive', args: [grantOf(2)] })
  const seen = await askAll([
    ['eth_blockNumber'],
    ['eth_getBlockByNumber', hexOf(head + 1), false],
    ['eth_getLogs', logs],
    ['eth_call', { to: consents.address, data }, 'pending'],
  ])
  assert.deepEqual(seen, [hexOf(head), null, [], hexOf32(0)])
  onStoring = undefined
  assert.equal((await settled).block, head + 1)
  assert.deepEqual(await askAll([['eth_blockNumber'], ['eth_call', { to: consents.address, data }]]), [
    hexOf(head + 1),
    hexOf32(1),
  ])
  assert.equal(((await ask('eth_getLogs', logs)).result as unknown[]).length, 1)
  onStoring = () => 'select 1 / 0'
  const failing = record(3)
  while (kernel.ledger.isWell()) await new Promise((resolve) => setTimeout(resolve, 5))
  assert.equal((await ask('eth_blockNumber')).result, hexOf(head + 1))
  assert.deepEqual((await ask('eth_getLogs', { fromBlock: '0x0', topics: [null, grantOf(3)] })).result, [])
  onStoring = undefined
  assert.equal((await failing).block, head + 2)
})

test('error: whatever changes something, or belongs to development, does not exist', async () => {
  const names = `eth_sendRawTransaction eth_sendTransaction eth_sign eth_accounts eth_estimateGas eth_newFilter
    eth_subscribe eth_getProof evm_mine evm_revert evm_snapshot hardhat_setBalance hardhat_impersonateAccount
    debug_traceTransaction debug_traceCall txpool_content personal_unlockAccount admin_peers rpc_modules ETH_CHAINID
    toString constructor __proto__ hasOwnProperty`.split(/\s+/)
  for (const name of ['', 'eth_chainId ', ...names]) assert.equal(await refusalOf(name), -32_601, name)
})

const nobody = `0x${'11'.repeat(20)}`
const noHash = `0x${'22'.repeat(32)}`
const wrong: [string, string, readonly unknown[]][] = [
  ['a parameter where none belongs', 'eth_chainId', [1]],
  ['no block', 'eth_getBlockByNumber', []],
  ['a block as a number', 'eth_getBlockByNumber', [1, false]],
  ['a block with leading zeros', 'eth_getBlockByNumber', ['0x01', false]],
  ['a block of 17 digits', 'eth_getBlockByNumber', [`0x1${'0'.repeat(16)}`, false]],
  ['another name for a block', 'eth_getBlockByNumber', ['newest', false]],
  ['a text for true', 'eth_getBlockByNumber', ['latest', 'true']],
  ['a short digest', 'eth_getBlockByHash', ['0x22', false]],
  ['no transaction', 'eth_getTransactionReceipt', [null]],
  ['an address that is too short', 'eth_getCode', ['0x11', 'latest']],
  ['an object for an address', 'eth_getBalance', [{}, 'latest']],
  ['a call of nobody', 'eth_call', [{ data: '0x' }, 'latest']],
  ['a call with half a byte', 'eth_call', [{ to: nobody, data: '0x1' }]],
  ['a call with two inputs', 'eth_call', [{ to: nobody, data: '0x11', input: '0x22' }]],
  ['a call that pays', 'eth_call', [{ to: nobody, value: '0x1' }]],
  ['a call with input beyond the limit', 'eth_call', [{ to: nobody, data: `0x${'00'.repeat(16_385)}` }]],
  ['a call with another state', 'eth_call', [{ to: nobody }, 'latest', { [nobody]: { code: '0x5b600056' } }]],
  ['a call with an unknown member', 'eth_call', [{ to: nobody, blobs: [] }]],
  ['a filter with an unknown member', 'eth_getLogs', [{ limit: 1 }]],
  ['a filter of block and range', 'eth_getLogs', [{ blockHash: noHash, fromBlock: '0x0' }]],
  ['a filter of five topics', 'eth_getLogs', [{ topics: [null, null, null, null, null] }]],
  ['a filter of 51 addresses', 'eth_getLogs', [{ address: Array(51).fill(nobody) }]],
  ['no filter', 'eth_getLogs', []],
]

test('error: parameters that are not as agreed are refused, and none of them comes back', async () => {
  for (const [name, method, params] of wrong) {
    const { error } = await ask(method, ...params)
    assert.equal(error?.code, -32_602, name)
    assert.match(error?.message ?? '', /^(Parameter \d is not as agreed|Wrong parameters)$/)
  }
  const named = { jsonrpc: '2.0', id: 1, method: 'eth_getCode', params: { address: nobody } }
  assert.equal((await post(named)).json.error.code, -32_602)
})

test('what is not there is null or empty, and a state that is not kept is refused', async () => {
  for (const [method, ...params] of [
    ['eth_getBlockByNumber', '0xffffff', false],
    ['eth_getBlockByHash', noHash, false],
    ['eth_getTransactionByHash', noHash],
    ['eth_getTransactionReceipt', noHash],
  ] as const)
    assert.equal((await ask(method, ...params)).result, null, method)
  assert.deepEqual((await ask('eth_getLogs', { fromBlock: '0xffff', toBlock: '0xffffffff' })).result, [])
  assert.equal((await ask('eth_getCode', nobody, '0x0')).result, '0x')
  assert.equal(await refusalOf('eth_getLogs', { blockHash: noHash }), -32_000)
  assert.equal(await refusalOf('eth_getCode', nobody, '0xffffff'), -32_001)
  assert.equal(await refusalOf('eth_call', { to: nobody, gas: '0x5' }), -32_000)
})

test('error: a body that is no JSON, too large, or not said to be JSON has its code and no trace', async () => {
  const cases: [string, Record<string, string>, number, number, string][] = [
    ['{"jsonrpc":', {}, 400, -32_700, 'KERNEL_JSON_INVALID'],
    ['', {}, 400, -32_700, 'KERNEL_JSON_INVALID'],
    ['{"id":1,"id":2}', {}, 400, -32_700, 'KERNEL_JSON_REFUSED'],
    [`"${'x'.repeat(RPC_BODY_BYTES_MAX)}"`, {}, 413, -32_005, 'KERNEL_BODY_TOO_LARGE'],
    ['{}', { 'content-type': 'text/plain' }, 415, -32_600, 'KERNEL_MEDIA_TYPE_UNSUPPORTED'],
  ]
  for (const [body, headers, status, code, row] of cases) {
    const answer = await post(body, headers)
    assert.deepEqual([answer.status, answer.json.id, answer.json.error.code], [status, null, code], row)
    assert.equal(answer.json.error.data.code, row)
    assert.doesNotMatch(JSON.stringify(answer.json), /\.ts|node_modules|stack/)
  }
  assert.equal((await post({ jsonrpc: '2.0', method: 'eth_chainId' })).status, 204)
})

test('error: pages of other sites and other host names get nothing, and no page is invited', async () => {
  const body = { jsonrpc: '2.0', id: 1, method: 'eth_chainId' }
  const foreign = await post(body, { origin: 'https://elsewhere.example' })
  assert.deepEqual([foreign.status, foreign.json.error.data.code], [403, 'KERNEL_ORIGIN_REFUSED'])
  const own = await post(body, { origin: new URL(url).origin })
  assert.deepEqual([own.status, own.headers.get('access-control-allow-origin')], [200, null])
  const headers = { host: 'elsewhere.example', 'content-type': 'application/json' }
  const rebound = await app.inject({ method: 'POST', url: '/rpc', headers, payload: body })
  assert.deepEqual([rebound.statusCode, rebound.json().error.data.code], [421, 'KERNEL_HOST_REFUSED'])
  for (const method of ['GET', 'OPTIONS']) {
    const answer = await fetch(url, { method })
    assert.deepEqual([answer.status, answer.headers.get('allow')], [405, 'POST'], method)
  }
})

test('error: each request of a batch counts, and searches and calls have a ceiling of their own', async () => {
  const small = await openApp({ ...requestCeilings, ledger_read: 8, ledger_search: 2 })
  const of = async (methods: readonly string[]) => {
    const payload = methods.map((method, id) => ({ jsonrpc: '2.0', id, method, params: paramsOf[method] ?? [] }))
    const headers = { host: 'localhost' }
    const answers = (await small.inject({ method: 'POST', url: '/rpc', headers, payload })).json<Answer[]>()
    return answers.map(({ error }) => error?.code)
  }
  const paramsOf: Record<string, unknown[]> = { eth_call: [{ to: nobody }], eth_getLogs: [{}] }
  const ok = undefined
  assert.deepEqual(await of(['eth_call', 'eth_getLogs', 'eth_call', 'eth_chainId']), [ok, ok, -32_005, ok])
  assert.deepEqual(await of(['eth_chainId', 'evm_mine', 'eth_chainId', 'eth_chainId']), [ok, -32_601, ok, ok])
  assert.deepEqual(await of(['eth_chainId', 'eth_chainId']), [ok, -32_005])
  await small.close()
})
