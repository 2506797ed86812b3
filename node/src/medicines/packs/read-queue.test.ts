import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { parseReadCell } from '@symbolon/protocol/medicines'
import { startTestKernel, type TestKernel } from '../../kernel/test-node.ts'
import { READS_QUEUED_MAX } from './packs-limits.ts'
import { ReadQueue } from './read-queue.ts'
import { inMemory, testBatch } from './test-packs.ts'

const cell = parseReadCell('853f5a3bfffffff')
const hour = 490_000
const batch = inMemory(testBatch({ count: 9 }))
const secret = new Uint8Array(32).fill(1)
let kernel: TestKernel

before(async () => {
  kernel = await startTestKernel()
})
after(() => kernel.stop())

function newQueue(): ReadQueue {
  const { database, clock, log } = kernel
  return new ReadQueue({ database, clock, log, secret: () => secret, events: { isNamedParty: async () => false } })
}

const run = (name: string, text: string) => kernel.database.query<{ total: number }>({ name, text })
const countRows = async () => {
  const read = await run('test_read', 'select coalesce(sum(reads), 0)::integer as total from medicines.read')
  const ofBatch = await run('test_batch', 'select coalesce(sum(reads), 0)::integer as total from medicines.batch_reads')
  return [read[0]?.total, ofBatch[0]?.total]
}

test('what could not be written waits, is joined by what comes meanwhile, and is written once', async () => {
  const queue = newQueue()
  const note = (index: number, at?: typeof cell) =>
    queue.note({ place: { batch, index }, cell: at, hour, reader: 'pharmacy' })
  for (const index of [1, 1, 2]) note(index, cell)
  note(3)
  await run('test_away', 'alter table medicines.batch_reads rename to away')
  await queue.write()
  await run('test_back', 'alter table medicines.away rename to batch_reads')
  assert.deepEqual(await countRows(), [0, 0])
  note(2, cell)
  await queue.write()
  assert.deepEqual(await countRows(), [4, 5])
  await queue.write()
  assert.deepEqual([await countRows(), queue.lost], [[4, 5], 0])
})

test('more readings with a place than there is room for are told as lost, and counted for their batch all the same', async () => {
  const queue = newQueue()
  const [, before_count = 0] = await countRows()
  for (let i = 0; i < READS_QUEUED_MAX + 3; i++) {
    queue.note({ place: { batch, index: i % 9 }, cell, hour, reader: 'public' })
  }
  assert.equal(queue.lost, 3)
  await queue.write()
  assert.equal((await countRows())[1], before_count + READS_QUEUED_MAX + 3)
})
