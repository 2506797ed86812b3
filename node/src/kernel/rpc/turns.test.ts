import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RpcFault } from './rpc-fault.ts'
import { createTurns } from './turns.ts'

const isFault = (code: number) => (fault: unknown) => fault instanceof RpcFault && fault.code === code

test('one question is answered at a time, in the order they came', async () => {
  const inTurn = createTurns({ waiting_max: 3, answer_ms_max: 60_000 })
  const seen: string[] = []
  const ask = (name: string) =>
    inTurn(async () => {
      seen.push(`${name} begins`)
      await Promise.resolve()
      seen.push(`${name} ends`)
      return name
    })
  assert.deepEqual(await Promise.all([ask('a'), ask('b')]), ['a', 'b'])
  assert.deepEqual(seen, ['a begins', 'a ends', 'b begins', 'b ends'])
})

test('error: more questions than may wait are refused at once, and only those', async () => {
  const inTurn = createTurns({ waiting_max: 2, answer_ms_max: 60_000 })
  const gate = Promise.withResolvers<string>()
  const first = inTurn(() => gate.promise)
  const second = inTurn(async () => 'second')
  await assert.rejects(
    inTurn(async () => 'third'),
    isFault(-32_005),
  )
  gate.resolve('first')
  assert.deepEqual(await Promise.all([first, second]), ['first', 'second'])
  assert.equal(await inTurn(async () => 'fourth'), 'fourth')
})

test('error: a question that takes too long is given up, and the next begins when it is over', async () => {
  const inTurn = createTurns({ waiting_max: 2, answer_ms_max: 5 })
  const gate = Promise.withResolvers<void>()
  const slow = inTurn(() => gate.promise)
  let runs = 0
  const behind = inTurn(async () => runs++)
  await assert.rejects(slow, isFault(-32_002))
  await assert.rejects(behind, isFault(-32_002))
  gate.resolve()
  await new Promise(setImmediate)
  assert.equal(runs, 0, 'nobody waits for it any more')
  assert.equal(await inTurn(async () => 'next'), 'next')
})

test('error: what a question fails with is handed on', async () => {
  const inTurn = createTurns({ waiting_max: 1, answer_ms_max: 60_000 })
  await assert.rejects(
    inTurn(() => Promise.reject(new RangeError('x'))),
    RangeError,
  )
  assert.equal(await inTurn(async () => 1), 1)
})
