import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { startTestKernel, type TestKernel } from '../../kernel/test-node.ts'
import { ChangeFollower } from './follow-changes.ts'
import { PackIndex } from './pack-index.ts'
import { change, hold, recordBatch, serialOf, testBatch, testMaker } from './test-packs.ts'

const other = '0x2222222222222222222222222222222222222222' as const
let kernel: TestKernel
let index: PackIndex
let follower: ChangeFollower

beforeEach(async () => {
  kernel = await startTestKernel()
  index = new PackIndex()
  follower = new ChangeFollower(kernel, index)
})
afterEach(() => kernel.stop())

test('nothing is known before everything was loaded; then what was recorded before is', async () => {
  const batch = testBatch({ count: 20_000 })
  const id = await recordBatch(kernel.database, batch)
  await change(kernel.database, { kind: 'mark', batch: id, first: 7, count: 2, state: 1 })
  await change(kernel.database, { kind: 'mark', batch: id, first: 7, count: 1, state: 0 })
  assert.equal(index.asOf, undefined)
  await follower.follow()
  assert.ok(index.asOf !== undefined)
  const place = index.find({ gtin: batch.facts.gtin, serial: serialOf(batch, 19_999) })
  assert.equal(place?.index, 19_999)
  const packs = index.byId(id)
  assert.deepEqual([packs?.stateOf(7), packs?.roundOf(7), packs?.stateOf(8), packs?.roundOf(8)], [0, 1, 1, 0])
})

test('what happens later is followed in its order: batches, marks, moves, recalls', async () => {
  await follower.follow()
  const batch = testBatch({ count: 30 })
  const id = await recordBatch(kernel.database, batch)
  await change(kernel.database, { kind: 'mark', batch: id, first: 0, count: 3, state: 1 })
  await change(kernel.database, { kind: 'mark', batch: id, first: 1, count: 1, state: 0 })
  await change(kernel.database, { kind: 'mark', batch: id, first: 1, count: 1, state: 3 })
  await hold(kernel.database, { batch: id, first: 0, until: 10, holder: testMaker })
  await hold(kernel.database, { batch: id, first: 10, until: 30, holder: other })
  await change(kernel.database, { kind: 'move', batch: id, first: 10, count: 20 })
  await kernel.database.query({
    name: 'test_recall',
    text: `insert into medicines.standing (gtin, lot_hash, lot, recalled_at, by_address, block)
      select gtin, lot_hash, lot, now(), maker_address, 1 from medicines.batch where batch = $1`,
    values: [id],
  })
  await change(kernel.database, { kind: 'standing' })
  await follower.followUpToNow()
  const packs = index.byId(id)
  assert.ok(packs)
  assert.deepEqual(
    [0, 1, 2, 3].map((at) => [packs.stateOf(at), packs.roundOf(at)]),
    [
      [1, 0],
      [3, 1],
      [1, 0],
      [0, 0],
    ],
  )
  assert.deepEqual([packs.holdingOf(9).holder, packs.holdingOf(10).holder], [testMaker, other])
  assert.deepEqual(index.standingOf(packs), { is_recalled: true, is_withdrawn: false })
})

test('another index that starts now is the same as the one that followed', async () => {
  await follower.follow()
  const id = await recordBatch(kernel.database, testBatch({ count: 5 }))
  for (const state of [1, 0, 1, 0, 12]) {
    await change(kernel.database, { kind: 'mark', batch: id, first: 2, count: 2, state })
    if (state === 1) await follower.followUpToNow()
  }
  await follower.followUpToNow()
  const late = new PackIndex()
  await new ChangeFollower(kernel, late).follow()
  for (const at of [0, 1, 2, 3, 4]) {
    const [one, two] = [index.byId(id), late.byId(id)]
    assert.deepEqual([one?.stateOf(at), one?.roundOf(at)], [two?.stateOf(at), two?.roundOf(at)])
  }
  assert.equal(index.byId(id)?.roundOf(2), 2)
})

test('without its tables or its ledger the index does not know that it is true', async () => {
  const id = await recordBatch(kernel.database, testBatch())
  await follower.follow()
  const known = index.asOf
  assert.ok(known !== undefined)
  const unwell = { ...kernel, ledger: { ...kernel.ledger, isWell: () => false } }
  const cut = new PackIndex()
  const follows = new ChangeFollower(unwell, cut)
  await follows.follow()
  assert.equal(cut.asOf, undefined)
  assert.ok(cut.byId(id))
  await kernel.database.query({ name: 'test_cut', text: 'alter table medicines.change rename to away' })
  await follower.follow()
  assert.equal(index.asOf, known)
  await kernel.database.query({ name: 'test_mend', text: 'alter table medicines.away rename to change' })
  await follower.follow()
  assert.ok((index.asOf ?? 0) >= known)
})

test('loading gives others their turn between any two pieces', async () => {
  await recordBatch(kernel.database, testBatch({ count: 70_000 }))
  let turns = 0
  let isOver = false
  const count = () => {
    if (isOver) return
    turns++
    setImmediate(count)
  }
  setImmediate(count)
  await follower.follow()
  isOver = true
  assert.ok(turns >= 9, String(turns))
})
