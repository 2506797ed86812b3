import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type ExampleApp, newKey, startExampleApp } from './test-app.ts'

let example: ExampleApp

before(async () => {
  example = await startExampleApp()
})
after(() => example?.stop())
beforeEach(() => {
  example.things.runs = 0
  example.things.gate = Promise.resolve()
})

const post: ExampleApp['post'] = (body, headers) => example.post(body, headers)

test('a repeat gets the first answer and runs nothing', async () => {
  const key = newKey()
  const first = await post({ name: 'a' }, { key })
  const second = await post({ name: 'a' }, { key })
  assert.deepEqual([first.statusCode, second.statusCode, example.things.runs], [201, 201, 1])
  assert.equal(second.body, first.body)
  assert.equal(second.headers['content-type'], first.headers['content-type'])
  assert.equal(second.headers['idempotency-replayed'], 'true')
})

test('one key of two people is two keys', async () => {
  const key = newKey()
  await post({ name: 'a' }, { key })
  assert.deepEqual((await post({ name: 'a' }, { key, person: 2 })).json(), { run: 2 })
})

test('error: a key for another body, no key and a key of strange form', async () => {
  const key = newKey()
  await post({ name: 'a' }, { key })
  const reused = await post({ name: 'b' }, { key })
  assert.deepEqual([reused.statusCode, reused.json().code], [422, 'KERNEL_IDEMPOTENCY_KEY_REUSED'])
  for (const bad of [undefined, 'short', 'with space in it', 'x'.repeat(129)]) {
    const missing = await post({ name: 'a' }, bad === undefined ? {} : { key: bad })
    assert.deepEqual([missing.statusCode, missing.json().code], [400, 'KERNEL_IDEMPOTENCY_KEY_MISSING'])
  }
  assert.equal(example.things.runs, 1)
})

test('error: a repeat while the first still runs is told to wait, then gets its answer', async () => {
  const key = newKey()
  let open = () => {}
  example.things.gate = new Promise((resolve) => {
    open = resolve
  })
  const first = post({ name: 'a' }, { key })
  while (example.things.runs === 0) await new Promise(setImmediate)
  const second = await post({ name: 'a' }, { key })
  assert.deepEqual([second.statusCode, second.json().code], [409, 'KERNEL_IDEMPOTENCY_KEY_IN_FLIGHT'])
  assert.ok(Number(second.headers['retry-after']) >= 1)
  open()
  assert.equal((await post({ name: 'a' }, { key })).statusCode === 201 || (await first).statusCode === 201, true)
  assert.equal((await post({ name: 'a' }, { key })).body, (await first).body)
  assert.equal(example.things.runs, 1)
})

test('of fifty repeats at once one runs', async () => {
  const key = newKey()
  const answers = await Promise.all(Array.from({ length: 50 }, () => post({ name: 'a' }, { key })))
  assert.equal(example.things.runs, 1)
  assert.ok(answers.every(({ statusCode }) => statusCode === 201 || statusCode === 409))
})

test('what failed may be tried again under the same key', async () => {
  const key = newKey()
  assert.equal((await post({ name: 'fail' }, { key })).statusCode, 500)
  assert.equal((await post({ name: 'fail' }, { key })).statusCode, 500)
  assert.equal(example.things.runs, 2)
})

test('a handler that knows repeats answers each of them, and its key stands for one request', async () => {
  const [key, path] = [newKey(), '/v1/known']
  const answers = [await post({ name: 'a' }, { key, path }), await post({ name: 'a' }, { key, path })]
  assert.deepEqual(
    answers.map(({ statusCode, body }) => [statusCode, body]),
    [
      [201, '{"run":1}'],
      [201, '{"run":1}'],
    ],
  )
  assert.equal(example.things.runs, 2)
  const text = 'select body from kernel.idempotency where status = 201 order by expires_at desc limit 1'
  assert.deepEqual(await example.kernel.database.query({ name: 'test_kept', text }), [{ body: '' }])
})

test('error: the key of a handler that knows repeats for another body, and while the first still runs', async () => {
  const [key, path] = [newKey(), '/v1/known']
  let open = () => {}
  example.things.gate = new Promise((resolve) => {
    open = resolve
  })
  const first = post({ name: 'a' }, { key, path })
  while (example.things.runs === 0) await new Promise(setImmediate)
  const second = await post({ name: 'a' }, { key, path })
  assert.deepEqual([second.statusCode, second.json().code], [409, 'KERNEL_IDEMPOTENCY_KEY_IN_FLIGHT'])
  open()
  assert.equal((await first).statusCode, 201)
  const other = await post({ name: 'b' }, { key, path })
  assert.deepEqual([other.statusCode, other.json().code], [422, 'KERNEL_IDEMPOTENCY_KEY_REUSED'])
  const refused = newKey()
  assert.equal((await post({ name: 'fail' }, { key: refused, path })).statusCode, 404)
  assert.equal((await post({ name: 'b' }, { key: refused, path })).statusCode, 201)
})
