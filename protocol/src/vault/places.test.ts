import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../kernel/fuzz-runs.ts'
import { hasCode } from '../kernel/index.ts'
import { capsuleJson, parseCapsule } from './capsule.ts'
import { capsuleRecordOf } from './capsule-seal.ts'
import { verifyCapsuleRecord } from './capsule-verify.ts'
import { drawPlaces, recordLeaves, TREE_LEAVES_MIN, treeSize } from './places.ts'
import type { OpenEntry } from './record.ts'
import { repeatableRandom, sealTestRecord, testEntries, testEntryId } from './test-record.ts'

const [model] = testEntries as [OpenEntry]
const entriesOf = (count: number) => Array.from({ length: count }, (_, i) => ({ ...model, id: testEntryId(i + 1) }))

test('a capsule tells a power of two above the number of entries and nothing closer', () => {
  const sizes = [1, 2, 9, 16, 17, 32, 33].map((count) => {
    const { opened, blobId, commitment } = sealTestRecord(1, entriesOf(count))
    const capsuleRecord = capsuleRecordOf({ manifest: opened, blob: blobId, ids: [testEntryId(1)] })
    verifyCapsuleRecord({ capsuleRecord, commitment })
    return [count, capsuleRecord.size, capsuleRecord.proof.length]
  })
  const expected = [
    [1, 16, 4],
    [2, 16, 4],
    [9, 16, 4],
    [16, 16, 4],
    [17, 32, 5],
    [32, 32, 5],
    [33, 64, 6],
  ]
  assert.deepEqual(sizes, expected)
})

test('payloads stand in the order of their places, which is not the order of reading', () => {
  const { opened } = sealTestRecord(1, entriesOf(100))
  const byOffset = opened.entries.toSorted((a, b) => a.offset - b.offset)
  const byPlace = opened.entries.toSorted((a, b) => a.index - b.index)
  assert.deepEqual(byOffset, byPlace)
  assert.notDeepEqual(byPlace, opened.entries)
  assert.deepEqual(
    opened.entries.map(({ id }) => id),
    entriesOf(100).map(({ id }) => id),
  )
  const again = sealTestRecord(2, entriesOf(100))
  assert.notDeepEqual(
    again.opened.entries.map(({ index }) => index),
    opened.entries.map(({ index }) => index),
  )
})

test('property: places are below the size of the tree and each is drawn once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.string(), (count, seed) => {
      const places = drawPlaces(count, repeatableRandom(seed))
      assert.equal(places.length, count)
      assert.equal(new Set(places).size, count)
      assert.ok(places.every((place) => place < treeSize(count)))
    }),
    { numRuns: Math.ceil(fuzzRuns / 10) },
  )
})

test('every place is as likely as any other', () => {
  const random = repeatableRandom('places')
  const seen = new Uint32Array(TREE_LEAVES_MIN)
  for (let i = 0; i < 16_000; i++) {
    const [place] = drawPlaces(1, random) as unknown as [number]
    seen[place] = (seen[place] ?? 0) + 1
  }
  // Chi-squared with 15 degrees of freedom: 37.7 is passed once in a thousand.
  const chi = seen.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)
  assert.ok(chi < 37.7, String(chi))
})

test('a draw above the last whole multiple of the bound is thrown away', () => {
  const draws = [0, 2 ** 32 - 1, 2]
  const random = () => {
    const bytes = new Uint8Array(4)
    new DataView(bytes.buffer).setUint32(0, draws.shift() ?? 0)
    return bytes
  }
  // Of the 15 places that are left, a remainder of 2^32 by 15 would make the first likelier.
  assert.deepEqual([...drawPlaces(2, random)], [0, 3])
  assert.equal(draws.length, 0)
})

test('leaves of padding change with the record and look like any other', () => {
  const [one, other] = [sealTestRecord(1), sealTestRecord(2)]
  const taken = new Set(one.opened.entries.map(({ index }) => index))
  const leaves = recordLeaves(one.opened)
  assert.equal(leaves.length, TREE_LEAVES_MIN)
  assert.equal(new Set(leaves.map(String)).size, TREE_LEAVES_MIN)
  const foreign = recordLeaves({ ...one.opened, padding_key: other.opened.padding_key })
  for (const [place, leaf] of leaves.entries()) {
    assert.equal(leaf.length, 32)
    assert.equal(String(leaf) === String(foreign[place]), taken.has(place))
  }
})

test('error: a capsule whose tree is no power of two, or too small, or too large', () => {
  const { opened, blobId } = sealTestRecord()
  const record = capsuleRecordOf({ manifest: opened, blob: blobId, ids: [testEntryId(1)] })
  for (const size of [1, 8, 17, 24, 2 ** 18, 2 ** 33]) {
    const parse = () => parseCapsule(capsuleJson({ v: 1, records: [{ ...record, size }] }))
    assert.throws(parse, (error) => hasCode(error, 'VAULT_CAPSULE_INVALID'), String(size))
  }
})
