import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { SymbolonError } from '../../kernel/index.ts'
import { ByteReader } from './byte-reader.ts'
import { IndexSet } from './index-set.ts'
import { costlyRuns, setOf, spreadIndexes } from './test-offline.ts'

/** Sets of packs of batches of 1 to 3,000, of every density. */
const sets = fc
  .record({
    count: fc.integer({ min: 1, max: 3000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    seed: fc.nat(),
  })
  .map((of) => ({ count: of.count, indexes: spreadIndexes(of) }))

function reread({ count, bytes }: { count: number; bytes: Uint8Array }): IndexSet {
  const reader = new ByteReader(bytes)
  const set = IndexSet.read(reader, count)
  reader.finish()
  return set
}

test('property: a set is read back exactly, and answers for every pack of its batch', () => {
  fc.assert(
    fc.property(sets, ({ count, indexes }) => {
      const written = IndexSet.of(count, indexes)
      const set = reread({ count, bytes: written.bytes() })
      assert.equal(set.size, indexes.length)
      assert.deepEqual(set.indexes(), indexes)
      assert.deepEqual(set.bytes(), written.bytes())
      const members = new Set(indexes)
      for (let index = 0; index < count; index++) assert.equal(set.has(index), members.has(index))
      for (const none of [-1, count, 0.5, Number.NaN]) assert.ok(!set.has(none))
    }),
    { numRuns: costlyRuns },
  )
})

test('property: the difference of two sets makes the one of the other', () => {
  fc.assert(
    fc.property(sets, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), ({ count, indexes }, seed, share) => {
      const [one, other] = [IndexSet.of(count, indexes), IndexSet.of(count, spreadIndexes({ count, share, seed }))]
      const difference = one.differenceWith(other)
      assert.deepEqual(one.differenceWith(difference).bytes(), other.bytes())
      assert.deepEqual(other.differenceWith(difference).bytes(), one.bytes())
      assert.equal(one.differenceWith(one).size, 0)
    }),
    { numRuns: costlyRuns },
  )
})

/** Bytes that a million packs take, with the bound that no code can pass: the entropy of the set. */
const sizes = [
  { share: 0.01, size_bytes_max: 10_400, entropy_bytes: 10_099 },
  { share: 0.5, size_bytes_max: 125_001, entropy_bytes: 125_000 },
  { share: 0.99, size_bytes_max: 10_400, entropy_bytes: 10_099 },
]
for (const { share, size_bytes_max, entropy_bytes } of sizes) {
  test(`a million packs of which ${100 * share} % have ended take at most ${size_bytes_max} bytes`, () => {
    const indexes = spreadIndexes({ count: 1_000_000, share, seed: 20_261_130 })
    assert.ok(Math.abs(indexes.length / 1_000_000 - share) < 0.001)
    const { length } = IndexSet.of(1_000_000, indexes).bytes()
    assert.ok(length <= size_bytes_max, `${length}`)
    assert.ok(length > 0.99 * entropy_bytes, `${length}`)
  })
}

test('none, all, and neighbours take next to nothing', () => {
  const million = 1_000_000
  const run = Uint32Array.from({ length: 256 }, (_, i) => 5000 + i)
  assert.equal(setOf(million).bytes().length, 1)
  assert.equal(IndexSet.of(2, Uint32Array.of(0, 1)).bytes().length, 1)
  assert.ok(IndexSet.of(million, run).bytes().length < 1000)
})

test('error: MEDICINES_STATUS_INVALID for packs that a batch does not have', () => {
  for (const indexes of [[5], [1, 1], [2, 1]]) {
    assert.throws(() => setOf(5, ...indexes), { code: 'MEDICINES_STATUS_INVALID' })
  }
})

const broken: readonly (readonly [why: string, bytes: readonly number[]])[] = [
  ['nothing', []],
  ['an unknown form', [5]],
  ['a bitmap that is cut off', [2, 0]],
  ['a bitmap with a pack too many', [2, 0, 0x01]],
  ['a list with a remainder too long', [3, 25, 0, 0, 0, 0, 0, 0, 0]],
  ['a list that is cut off', [3, 0, 0, 0, 1, 0, 0, 0, 2, 0]],
  ['a list of more than it holds', [3, 0, 0, 0, 9, 0, 0, 0, 1, 0]],
  ['a list with a pack too many', [3, 4, 0, 0, 1, 0, 0, 0, 1, 0b01111000]],
  ['a list with a pack beyond by its quotient', [3, 0, 0, 0, 1, 0, 0, 0, 2, 0xff, 0xfe]],
  ['a list that never ends a quotient', [3, 0, 0, 0, 1, 0, 0, 0, 1, 0xff]],
  ['a list with a bit after its last', [3, 0, 0, 0, 1, 0, 0, 0, 1, 0b00000001]],
  ['a list with a byte after its last', [3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0]],
]
for (const [why, bytes] of broken) {
  test(`error: MEDICINES_STATUS_INVALID for ${why}`, () => {
    assert.throws(() => reread({ count: 15, bytes: Uint8Array.from(bytes) }), { code: 'MEDICINES_STATUS_INVALID' })
  })
}

test('property: whatever is read is a set or is refused with our error', () => {
  const bytes = fc
    .tuple(fc.nat(6), fc.uint8Array({ maxLength: 40 }))
    .map(([form, rest]) => Uint8Array.of(form, ...rest))
  const starts = fc.uint8Array({ maxLength: 40 }).map((rest) => Uint8Array.of(3, 2, 0, 0, 3, 0, 0, 0, 2, ...rest))
  fc.assert(
    fc.property(fc.oneof(bytes, starts), fc.integer({ min: 1, max: 300 }), (read, count) => {
      try {
        const set = IndexSet.read(new ByteReader(read), count)
        assert.equal(set.indexes().length, set.size)
      } catch (error) {
        if (!(error instanceof SymbolonError)) throw error
      }
    }),
    { numRuns: fuzzRuns },
  )
})
