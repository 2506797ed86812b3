import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../../../../protocol/src/kernel/fuzz-runs.ts'
import { answerBody } from './answer-body.ts'
import { RpcFault } from './rpc-fault.ts'
import { RPC_ANSWER_BYTES_MAX, RPC_BATCH_ITEMS_MAX } from './rpc-limits.ts'
import { methodOf } from './rpc-methods.ts'
import type { RpcRequest } from './rpc-request.ts'

interface Answer {
  readonly jsonrpc: string
  readonly id: unknown
  readonly result?: unknown
  readonly error?: { readonly code: number; readonly message: string }
}

const echo = async ({ method, params }: RpcRequest): Promise<unknown> => [method, params]

async function answersOf(body: unknown, answer = echo): Promise<unknown> {
  const text = await answerBody(body, answer)
  return text === undefined ? undefined : JSON.parse(text)
}

const asked = (id: unknown, more: object = {}) => ({ jsonrpc: '2.0', id, method: 'm', ...more })
const refusal = (code: number, id: unknown = null) => ({ id, code })
const seen = (answer: unknown) => {
  const { id, error } = answer as Answer
  return { id, code: error?.code }
}

test('one request has one answer with its id, and a batch its answers in order', async () => {
  assert.deepEqual(await answersOf(asked(7, { params: [1] })), { jsonrpc: '2.0', id: 7, result: ['m', [1]] })
  const batch = (await answersOf([asked('a'), asked(null), asked(2)])) as Answer[]
  assert.deepEqual(
    batch.map(({ id }) => id),
    ['a', null, 2],
  )
})

test('what has no id has no answer and is not carried out', async () => {
  let runs = 0
  const count = async () => ++runs
  assert.equal(await answersOf({ jsonrpc: '2.0', method: 'm' }, count), undefined)
  assert.equal(await answersOf([{ jsonrpc: '2.0', method: 'm' }], count), undefined)
  assert.equal(((await answersOf([asked(1), { jsonrpc: '2.0', method: 'm' }], count)) as Answer[]).length, 1)
  assert.equal(runs, 1)
})

const notRequests: [string, unknown][] = [
  ['nothing', null],
  ['a number', 1],
  ['a text', 'eth_chainId'],
  ['an empty object', {}],
  ['version 1', { id: 1, method: 'm', params: [] }],
  ['version 2 as a number', { jsonrpc: 2, id: 1, method: 'm' }],
  ['a method that is a number', asked(1, { method: 1 })],
  ['parameters that are a text', asked(1, { params: 'latest' })],
  ['an id that is an object', asked({})],
  ['an id that is a fraction', asked(1.5)],
  ['an id that is long', asked('x'.repeat(129))],
]

for (const [name, body] of notRequests) {
  test(`error: ${name} is no request, alone or in a batch`, async () => {
    assert.deepEqual(seen(await answersOf(body)), refusal(-32_600))
    const batch = (await answersOf([asked(1), body])) as Answer[]
    assert.deepEqual(batch.map(seen), [{ id: 1, code: undefined }, refusal(-32_600)])
  })
}

test('error: a batch is neither empty nor longer than the limit', async () => {
  assert.deepEqual(seen(await answersOf([])), refusal(-32_600))
  const most = Array.from({ length: RPC_BATCH_ITEMS_MAX }, (_, i) => asked(i))
  assert.equal(((await answersOf(most)) as Answer[]).length, RPC_BATCH_ITEMS_MAX)
  assert.deepEqual(seen(await answersOf([...most, asked('more')])), refusal(-32_005))
})

test('error: answers beyond the limit of bytes are left out, and what follows is not asked', async () => {
  let runs = 0
  const large = async () => {
    runs++
    return 'x'.repeat(RPC_ANSWER_BYTES_MAX / 2)
  }
  const batch = (await answersOf([asked(1), asked(2), asked(3)], large)) as Answer[]
  assert.deepEqual(batch.map(seen), [{ id: 1, code: undefined }, refusal(-32_005, 2), refusal(-32_005, 3)])
  const huge = async () => 'x'.repeat(RPC_ANSWER_BYTES_MAX)
  assert.deepEqual(seen(await answersOf(asked(1), huge)), refusal(-32_005, 1))
  assert.equal(runs, 3)
})

const tags = ['latest', 'pending', '0x0', '0x5', '0x05', `0x${'f'.repeat(17)}`]
const places = [`0x${'ab'.repeat(20)}`, `0x${'cd'.repeat(32)}`, '0xabc']
const anyTag = fc.constantFrom(...tags)
const anyPlace = fc.constantFrom(...places)
const anyObject = fc.record(
  { to: anyPlace, data: anyPlace, address: anyPlace, fromBlock: anyTag, blockHash: anyPlace, gas: anyTag },
  { requiredKeys: [] },
)
const anyParams = fc.oneof(
  fc.tuple(anyTag, fc.boolean()),
  fc.tuple(anyPlace, anyTag),
  fc.tuple(anyObject, anyTag),
  fc.tuple(anyObject),
  fc.array(fc.oneof(anyTag, anyPlace, anyObject, fc.jsonValue()), { maxLength: 4 }),
)
const known = ['eth_chainId', 'eth_getLogs', 'eth_call', 'eth_getBlockByNumber', 'eth_getCode', 'constructor']
const anyMethod = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known) }, fc.string(), fc.jsonValue())
const wellFormed = fc.record({
  jsonrpc: fc.constant('2.0'),
  id: fc.integer(),
  method: fc.constantFrom(...known),
  params: anyParams,
})
const malformed = fc.record(
  {
    jsonrpc: fc.constantFrom('2.0', '1.0'),
    id: fc.oneof(fc.integer(), fc.string(), fc.jsonValue()),
    method: anyMethod,
    params: fc.oneof(anyParams, fc.jsonValue()),
  },
  { requiredKeys: [] },
)
const anyRequest = fc.oneof(wellFormed, malformed)
const anyBody = fc.oneof(anyRequest, fc.array(anyRequest, { maxLength: 6 }), fc.jsonValue())

test('property: every body has well-formed answers or none, and only agreed questions reach the ledger', async () => {
  const reached: string[] = []
  const ledger = {
    chainId: 7_010,
    inspect: async ({ method, params }: { method: string; params: readonly unknown[] }) => {
      reached.push(JSON.stringify(params))
      return { value: method === 'eth_getLogs' ? [] : null }
    },
  }
  const answer = ({ method, params }: RpcRequest) => methodOf(method).answer({ ledger, head: 9 }, params)
  await fc.assert(
    fc.asyncProperty(anyBody, async (body) => {
      const text = await answerBody(body, async (request) => {
        try {
          return await answer(request)
        } catch (fault) {
          assert.ok(fault instanceof RpcFault, String(fault))
          throw fault
        }
      })
      if (text === undefined) return
      for (const { jsonrpc, id, result, error } of [JSON.parse(text)].flat() as Answer[]) {
        assert.equal(jsonrpc, '2.0')
        assert.ok(id === null || typeof id === 'string' || typeof id === 'number')
        assert.equal(result === undefined, error !== undefined)
        assert.ok(error === undefined || [-32_600, -32_601, -32_602, -32_001, -32_005].includes(error.code))
      }
    }),
    { numRuns: fuzzRuns },
  )
  assert.ok(reached.length > 0)
  for (const params of reached) assert.doesNotMatch(params, /latest|pending/, 'blocks are numbers by then')
})
