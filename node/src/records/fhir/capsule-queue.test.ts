import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import type { Id } from '@symbolon/protocol/kernel'
import { pino } from 'pino'
import { CapsuleQueue, INDEXED_AT_ONCE_MAX, type UnopenedGrant } from './capsule-queue.ts'
import type { HostedReader } from './open-capsules.ts'

const reader = { party: 'pty_hospital' } as HostedReader
const log = pino({ level: 'silent' })

/** A queue whose work is done when the test says so. */
function newQueue() {
  const started: string[] = []
  const finish = new Map<string, () => void>()
  const index = (_reader: HostedReader, grant: Id<'grant'>) => {
    started.push(grant)
    return new Promise<void>((resolve) => void finish.set(grant, resolve))
  }
  const queue = new CapsuleQueue({ index, log, fresh_wait_ms: 1, many_wait_ms: 1 })
  const end = async (grant: string) => {
    finish.get(grant)?.()
    for (let i = 0; i < 5; i++) await setImmediate()
  }
  return { queue, started, end }
}

function given(subject: string, ...grants: string[]): UnopenedGrant[] {
  return grants.map((grant) => ({ subject: subject as Id<'party'>, grant: grant as Id<'grant'> }))
}

test('patients take turns, of one patient one capsule at a time, and never more than the bound', async () => {
  const { queue, started, end } = newQueue()
  await queue.open(reader, given('mallory', 'm1', 'm2', 'm3', 'm4'))
  assert.deepEqual(started, ['m1'])
  await queue.open(reader, [...given('mallory', 'm5'), ...given('eleni', 'e1', 'e2'), ...given('nikos', 'n1')])
  assert.deepEqual(started, ['m1', 'e1'])
  assert.equal(started.length, INDEXED_AT_ONCE_MAX)
  await end('e1')
  await end('n1')
  await end('m1')
  assert.deepEqual(started, ['m1', 'e1', 'n1', 'e2', 'm2'])
  const stopped = queue.stop()
  for (const grant of started) await end(grant)
  await stopped
  assert.equal(started.length, 5)
})

test('an answer waits for what is opened in time and not for the rest', async () => {
  const { queue, started, end } = newQueue()
  let isOver = false
  await queue.open(reader, given('mallory', 'm1'))
  const again = queue.open(reader, given('mallory', 'm1')).then(() => (isOver = true))
  await setImmediate()
  await again
  assert.ok(isOver, 'the patience with this patient is over until all is opened')
  await end('m1')
  assert.deepEqual(started, ['m1'])
  await queue.stop()
})

test('a patient that the answer is all about is next', async () => {
  const { queue, started, end } = newQueue()
  await queue.open(reader, [...given('m', 'm1', 'm2'), ...given('n', 'n1'), ...given('o', 'o1'), ...given('e', 'e1')])
  await queue.open(reader, given('e', 'e1'))
  await end('m1')
  assert.deepEqual(started, ['m1', 'n1', 'e1'])
  const stopped = queue.stop()
  for (const grant of started) await end(grant)
  await stopped
})

test('error: work that fails is tried again when it is noticed again', async () => {
  let runs = 0
  const index = async () => {
    runs++
    throw new Error('the ledger is away')
  }
  const queue = new CapsuleQueue({ index, log })
  await queue.open(reader, given('eleni', 'e1'))
  await queue.open(reader, given('eleni', 'e1'))
  assert.equal(runs, 2)
  await queue.stop()
})
