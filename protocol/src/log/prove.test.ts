import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../kernel/fuzz-runs.ts'
import { hasCode } from '../kernel/index.ts'
import { toBase64 } from './line-values.ts'
import { consistencyTiles, inclusionTiles, proveConsistency, proveInclusion } from './prove.ts'
import { bytesOf, grownLog, refusedFor, testEntry, vectorsOf } from './test-log.ts'
import { tilePath } from './tile.ts'
import { emptyRoot, leafHashes } from './tree-hash.ts'
import { type ConsistencyClaim, type InclusionClaim, verifyConsistency, verifyInclusion } from './verify.ts'

interface ProofVectors {
  inclusion: { size: number; index: number; proof: string[] }[]
  consistency: { old_size: number; size: number; proof: string[] }[]
}
const vectors = vectorsOf<ProofVectors>('proofs.json')
const largest = grownLog(70_000)
const roots = new Map<number, Uint8Array>()

function rootOf(size: number): Uint8Array {
  const root = roots.get(size) ?? grownLog(size, 70_000).root
  roots.set(size, root)
  return root
}

test('vectors proofs.json: inclusion proofs are those of Go, out of the tiles of a larger tree, and verify', async () => {
  for (const { size, index, proof } of vectors.inclusion) {
    const made = await proveInclusion({ size, index }, largest.store.read)
    assert.deepEqual(made.map(toBase64), proof, `${index} of ${size}`)
    verifyInclusion({ size, index, proof: made, leaf: leafHashes([testEntry(index)]), root: rootOf(size) })
  }
})

test('vectors proofs.json: consistency proofs are those of Go and verify', async () => {
  for (const { old_size, size, proof } of vectors.consistency) {
    const made = await proveConsistency({ old_size, size }, largest.store.read)
    assert.deepEqual(made.map(toBase64), proof, `${old_size} to ${size}`)
    verifyConsistency({ old_size, size, proof: made, old_root: rootOf(old_size), root: rootOf(size) })
  }
})

test('every proof of every tree of up to 70 entries verifies, and at no other place', async () => {
  for (let size = 1; size <= 70; size++) {
    for (let index = 0; index < size; index++) {
      const proof = await proveInclusion({ size, index }, largest.store.read)
      const claim = { size, index, proof, leaf: leafHashes([testEntry(index)]), root: rootOf(size) }
      verifyInclusion(claim)
      assert.throws(() => verifyInclusion({ ...claim, index: (index + 1) % size, root: rootOf(size + 1) }))
      const growth = await proveConsistency({ old_size: index, size }, largest.store.read)
      verifyConsistency({ old_size: index, size, proof: growth, old_root: rootOf(index), root: rootOf(size) })
    }
  }
})

test('a proof at ten million entries reads at most five tiles, each once, and all that it named', () => {
  const size = 10_000_000
  for (let i = 0; i < 500; i++) {
    const place = (i * 7_919_131) % size
    for (const tiles of [inclusionTiles({ index: place, size }), consistencyTiles({ old_size: place, size })]) {
      assert.ok(tiles.length <= 5, `${tiles.length} tiles at ${place}`)
      assert.equal(new Set(tiles.map(tilePath)).size, tiles.length)
    }
  }
})

test('a proof asks for the tiles that it named and for no other', async () => {
  const asked: string[] = []
  const read = async (tile: Parameters<typeof largest.store.read>[0]) => {
    asked.push(tilePath(tile))
    return largest.store.get(tile)
  }
  await proveInclusion({ index: 300, size: 69_999 }, read)
  assert.deepEqual(asked, inclusionTiles({ index: 300, size: 69_999 }).map(tilePath))
})

const claim: InclusionClaim = {
  size: 1000,
  index: 137,
  leaf: leafHashes([testEntry(137)]),
  proof: await proveInclusion({ size: 1000, index: 137 }, largest.store.read),
  root: rootOf(1000),
}
const flipped = (bytes: Uint8Array) => bytes.map((byte, i) => (i === 31 ? byte ^ 1 : byte))

const inclusionRefusals: [string, Partial<InclusionClaim>, string][] = [
  ['an index at the size', { index: 1000 }, 'index'],
  ['a negative index', { index: -1 }, 'index'],
  ['a size of none', { size: 0, index: 0 }, 'index'],
  ['a size that is not exact', { size: 2 ** 53 }, 'index'],
  ['another leaf', { leaf: leafHashes([testEntry(138)]) }, 'another root'],
  ['another root', { root: flipped(claim.root) }, 'another root'],
  ['another index', { index: 138 }, 'another root'],
  ['a tree of another shape', { size: 512 }, 'too many'],
  ['a line too few', { proof: claim.proof.slice(1) }, 'missing'],
  ['a line too many', { proof: [...claim.proof, claim.root] }, 'too many'],
  ['a line cut short', { proof: claim.proof.with(2, claim.root.subarray(1)) }, 'digest'],
  ['a leaf cut short', { leaf: claim.leaf.subarray(1) }, 'digest'],
  ['lines in another order', { proof: claim.proof.toReversed() }, 'another root'],
]
for (const [name, change, words] of inclusionRefusals) {
  test(`error: LOG_INCLUSION_UNPROVEN for ${name}`, () => {
    verifyInclusion(claim)
    assert.throws(() => verifyInclusion({ ...claim, ...change }), refusedFor('LOG_INCLUSION_UNPROVEN', words))
  })
}

const growth: ConsistencyClaim = {
  old_size: 300,
  size: 1000,
  old_root: rootOf(300),
  root: rootOf(1000),
  proof: await proveConsistency({ old_size: 300, size: 1000 }, largest.store.read),
}
const fromPower: ConsistencyClaim = {
  ...growth,
  old_size: 256,
  old_root: rootOf(256),
  proof: await proveConsistency({ old_size: 256, size: 1000 }, largest.store.read),
}
const growthRefusals: [string, Partial<ConsistencyClaim>, string][] = [
  ['a log that became smaller', { old_size: 1000, size: 300 }, 'smaller'],
  ['a size that is not exact', { size: 2 ** 53 }, 'smaller'],
  ['another older root', { old_root: flipped(growth.old_root) }, 'older root'],
  ['another root', { root: flipped(growth.root) }, 'another root'],
  ['no lines', { proof: [] }, 'missing'],
  ['a line too few', { proof: growth.proof.slice(0, -1) }, 'missing'],
  ['a line too many', { proof: [...growth.proof, growth.root] }, 'too many'],
  ['a line cut short', { proof: growth.proof.with(0, growth.root.subarray(1)) }, 'digest'],
  ['a changed line', { proof: growth.proof.with(1, flipped(growth.root)) }, 'root'],
  ['a smaller shape of the older tree', { old_size: 302 }, 'missing'],
  ['a larger shape of the older tree', { old_size: 304 }, 'too many'],
  ['lines where the sizes are one', { old_size: 1000, old_root: growth.root }, 'too many'],
  ['lines from a log of none', { old_size: 0, old_root: emptyRoot() }, 'too many'],
  ['two roots at one size', { old_size: 1000, proof: [] }, 'older root'],
  ['a root of none that is another', { old_size: 0, proof: [] }, 'older root'],
  ['a root at size 0 that is another', { old_size: 0, size: 0, proof: [], old_root: emptyRoot() }, 'another root'],
]
for (const [name, change, words] of growthRefusals) {
  test(`error: LOG_CONSISTENCY_UNPROVEN for ${name}`, () => {
    for (const good of [growth, fromPower]) verifyConsistency(good)
    assert.throws(() => verifyConsistency({ ...growth, ...change }), refusedFor('LOG_CONSISTENCY_UNPROVEN', words))
  })
}

test('from a log of none every log has grown, and a log of one size is itself', () => {
  verifyConsistency({ ...growth, old_size: 0, old_root: emptyRoot(), proof: [] })
  verifyConsistency({ ...growth, old_size: 1000, old_root: growth.root, proof: [] })
  verifyConsistency({ old_size: 0, size: 0, old_root: emptyRoot(), root: emptyRoot(), proof: [] })
})

test('error: LOG_TREE_INVALID for places that a tree does not have', () => {
  assert.throws(() => inclusionTiles({ index: 3, size: 3 }), refusedFor('LOG_TREE_INVALID', 'index'))
  assert.throws(() => inclusionTiles({ index: 0, size: 0.5 }), refusedFor('LOG_TREE_INVALID', 'size'))
  assert.throws(() => consistencyTiles({ old_size: 4, size: 3 }), refusedFor('LOG_TREE_INVALID', 'older'))
  assert.throws(() => consistencyTiles({ old_size: -1, size: 3 }), refusedFor('LOG_TREE_INVALID', 'size'))
})

test('error: LOG_TILE_INVALID when a reader answers with half a tile', async () => {
  const read = async () => new Uint8Array(31)
  await assert.rejects(proveInclusion({ index: 0, size: 2 }, read), (error) => hasCode(error, 'LOG_TILE_INVALID'))
})

test('an altered tile gives a proof that does not verify', async () => {
  const read = async (tile: Parameters<typeof largest.store.read>[0]) => {
    return tile.level === 1 ? flipped(largest.store.get(tile)) : largest.store.get(tile)
  }
  const proof = await proveInclusion({ index: 300, size: 1000 }, read)
  const altered = { ...claim, index: 300, leaf: leafHashes([testEntry(300)]), proof }
  assert.throws(() => verifyInclusion(altered), refusedFor('LOG_INCLUSION_UNPROVEN', 'another root'))
})

test('property: one changed bit, or a place moved, condemns a proof', () => {
  const places = fc.record({ line: fc.nat(9), byte: fc.nat(31), bit: fc.nat(7) })
  fc.assert(
    fc.property(places, ({ line, byte, bit }) => {
      const spoil = (proof: readonly Uint8Array[]) =>
        proof.map((hash, i) =>
          i === line % proof.length ? hash.map((b, j) => (j === byte ? b ^ (1 << bit) : b)) : hash,
        )
      assert.throws(() => verifyInclusion({ ...claim, proof: spoil(claim.proof) }))
      assert.throws(() => verifyConsistency({ ...growth, proof: spoil(growth.proof) }))
    }),
    { numRuns: Math.min(fuzzRuns, 20_000) },
  )
})

test('a proof in a large tree is short', () => {
  const lines = bytesOf(vectors.inclusion.at(-1)?.proof.join('') ?? '')
  assert.ok(lines.length < 2048)
})
