import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../../../../protocol/src/kernel/fuzz-runs.ts'
import { PackIndex } from './pack-index.ts'
import { inMemory, serialOf, testBatch, testMaker } from './test-packs.ts'

const other = '0x2222222222222222222222222222222222222222' as const
const costly = 100

test('a pack is found in the batches of its lot first, and in all of the product otherwise', () => {
  const [one, two] = [testBatch({ lot: 'A' }), testBatch({ lot: 'B', count: 9 })]
  const index = new PackIndex()
  for (const batch of [one, two]) index.add(inMemory(batch))
  const { gtin } = one.facts
  const serial = serialOf(two, 8)
  for (const lot of ['B', 'A', 'Z', undefined]) {
    const place = index.find({ gtin, serial, lot })
    assert.equal(place?.batch.facts.batch, two.facts.batch)
    assert.equal(place?.index, 8)
  }
  assert.deepEqual(index.knows(gtin, 'B'), { product: true, lot: true })
  assert.deepEqual(index.knows(gtin, 'Z'), { product: true, lot: false })
  assert.deepEqual(index.knows('00000000000000', 'A'), { product: false, lot: false })
})

test('what no serial number can be is not found, however near it is', () => {
  const batch = testBatch({ count: 3 })
  const index = new PackIndex()
  index.add(inMemory(batch))
  const { gtin } = batch.facts
  const serial = serialOf(batch, 0)
  const wrong = [
    '',
    `${serial}x`,
    serial.slice(1),
    serial.toLowerCase(),
    String.fromCharCode(256 + serial.charCodeAt(0)) + serial.slice(1),
    serial.padEnd(21, 'X'),
    `${serial}\0`,
  ]
  for (const text of wrong) assert.equal(index.find({ gtin, serial: text }), undefined, JSON.stringify(text))
  assert.equal(index.find({ gtin: '09501101530010', serial }), undefined)
})

test('a batch whose serial numbers are not all there is looked up by nobody', () => {
  const { facts, rows, secret, tree } = testBatch({ count: 9 })
  const whole = inMemory({ facts, rows, secret, tree })
  assert.ok(whole.isWhole)
  const part = inMemory({ facts, rows: rows.subarray(0, 160), secret, tree })
  assert.throws(() => new PackIndex().add(part))
})

test('a recall is of its lot, a withdrawal of its product', () => {
  const [one, two] = [inMemory(testBatch({ lot: 'A' })), inMemory(testBatch({ lot: 'B' }))]
  const index = new PackIndex()
  index.recall(one.facts.gtin, one.lot_hash)
  assert.deepEqual(index.standingOf(one), { is_recalled: true, is_withdrawn: false })
  assert.deepEqual(index.standingOf(two), { is_recalled: false, is_withdrawn: false })
  index.withdraw(two.facts.gtin)
  assert.deepEqual(index.standingOf(two), { is_recalled: false, is_withdrawn: true })
})

test('property: states, rounds and holders are those of a plain model', () => {
  const batch = testBatch({ count: 50 })
  const range = fc.tuple(fc.nat(49), fc.integer({ min: 1, max: 50 })).map(([first, count]) => ({
    first,
    count: Math.min(count, 50 - first),
  }))
  const acts = fc.array(fc.tuple(range, fc.constantFrom(0, 1, 3, 12), fc.integer({ min: 1, max: 9 })), {
    maxLength: 20,
  })
  const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 49 }), { maxLength: 6 })
  fc.assert(
    fc.property(acts, cuts, (marks, at) => {
      const packs = inMemory(batch)
      const model = Array.from({ length: 50 }, () => ({ state: 0, round: 0, since: undefined as number | undefined }))
      for (const [{ first, count }, state, second] of marks) {
        packs.mark({ first, count, state, at: second * 1000 })
        for (const pack of model.slice(first, first + count)) {
          if (state === 0 && pack.state !== 0) pack.round++
          Object.assign(pack, { state, since: second * 1000 })
        }
      }
      const bounds = [0, ...at.toSorted((a, b) => a - b), 50]
      const holdings = bounds.slice(0, -1).map((first, i) => ({
        first,
        until: bounds[i + 1] as number,
        holder: i % 2 === 0 ? testMaker : other,
      }))
      packs.hold(holdings)
      for (const [index, { state, round, since }] of model.entries()) {
        assert.deepEqual([packs.stateOf(index), packs.roundOf(index), packs.sinceOf(index)], [state, round, since])
        const held = holdings.find(({ first, until }) => first <= index && index < until)
        assert.deepEqual(packs.holdingOf(index), held)
      }
      const told = packs.rounds().flatMap(({ first, count, round }) => {
        return Array.from({ length: count }, (_, i): [number, number] => [first + i, round])
      })
      assert.deepEqual(
        told,
        model.flatMap(({ round }, index): [number, number][] => (round > 0 ? [[index, round]] : [])),
      )
      const ended = model.flatMap(({ state }, index) => (state === 1 ? [index] : []))
      assert.deepEqual([...packs.indexesIn((state) => state === 1)], ended)
      assert.equal(packs.countStates()[1], ended.length)
    }),
    { numRuns: Math.ceil(fuzzRuns / costly) },
  )
})

test('a mark that is saved counts until it is settled, and changes no round', () => {
  const packs = inMemory(testBatch({ count: 4 }))
  packs.markSaved({ first: 1, count: 2, state: 1, at: 5_000 })
  assert.deepEqual(
    [0, 1, 2, 3].map((index) => packs.stateOf(index)),
    [0, 1, 1, 0],
  )
  assert.equal(packs.sinceOf(1), 5_000)
  packs.settle({ first: 1, count: 2 })
  assert.deepEqual([packs.stateOf(1), packs.sinceOf(1), packs.roundOf(1)], [0, undefined, 0])
})

test('property: an index of many batches finds what a Map finds', () => {
  const lots = ['A', 'B', 'C']
  // No number of a product is in two batches.
  const all = testBatch({ count: 24 }).rows
  const part = (lot: string, of: { first: number; count: number }) =>
    testBatch({ lot, rows: all.slice(20 * of.first, 20 * (of.first + of.count)) })
  const batches = lots.flatMap((lot, i) => [
    part(lot, { first: 8 * i, count: 7 }),
    part(lot, { first: 8 * i + 7, count: 1 }),
  ])
  const index = new PackIndex()
  const model = new Map<string, [string, number]>()
  for (const batch of batches) {
    index.add(inMemory(batch))
    for (let i = 0; i < batch.facts.count; i++) {
      const serial = serialOf(batch, i)
      if (!model.has(serial)) model.set(serial, [batch.facts.batch, i])
    }
  }
  const known = fc.constantFrom(...model.keys())
  const serials = fc.oneof(
    known,
    fc.string({ maxLength: 22 }),
    known.map((serial) => serial.slice(1)),
  )
  fc.assert(
    fc.property(serials, fc.option(fc.constantFrom(...lots, 'Z'), { nil: undefined }), (serial, lot) => {
      const place = index.find({ gtin: batches[0]?.facts.gtin ?? '', serial, lot })
      assert.deepEqual(place && [place.batch.facts.batch, place.index], model.get(serial))
    }),
    { numRuns: fuzzRuns },
  )
})

test('a pack is proved to be in its batch', () => {
  const batch = testBatch({ count: 21 })
  const packs = inMemory(batch)
  for (const index of [0, 7, 20]) {
    const proved = packs.prove(index)
    assert.deepEqual(proved, batch.tree.proveLeaf(index))
  }
})
