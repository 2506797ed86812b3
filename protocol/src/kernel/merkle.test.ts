import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { equalBytes, fromHex, toHex, utf8 } from './bytes.ts'
import { hasCode } from './errors.ts'
import { fuzzRuns } from './fuzz-runs.ts'
import {
  merkleLeaf,
  merkleMultiproof,
  merkleProof,
  merkleProofs,
  merkleRoot,
  rootFromMultiproof,
  verifyMerkleProof,
} from './merkle.ts'

interface Vectors {
  data: string[]
  roots: { size: number; root: string }[]
  proofs: { size: number; index: number; proof: string[] }[]
  multiproofs: { size: number; indexes: number[]; proof: string[] }[]
  invalid: { name: string; size: number; indexes: number[]; leaves: string[]; proof: string[] }[]
}
const vectors: Vectors = JSON.parse(
  readFileSync(new URL('../../../vectors/kernel/merkle.json', import.meta.url), 'utf8'),
)
const known = vectors.data.map((data) => merkleLeaf(fromHex(data)))
const leaves = Array.from({ length: 64 }, (_, index) => merkleLeaf(utf8(`leaf ${index}`)))
const isMisfit = (error: unknown) => hasCode(error, 'KERNEL_MERKLE_INVALID')

/** A tree of 1 to 64 leaves and some of its leaves, ascending. */
const selections = fc.integer({ min: 1, max: 64 }).chain((size) =>
  fc.record({
    size: fc.constant(size),
    indexes: fc
      .uniqueArray(fc.integer({ min: 0, max: size - 1 }), { minLength: 1, maxLength: size })
      .map((indexes) => indexes.toSorted((left, right) => left - right)),
  }),
)

function selected(size: number, indexes: readonly number[]) {
  const tree = leaves.slice(0, size)
  return {
    size,
    indexes,
    leaves: indexes.map((index) => tree[index] as Uint8Array),
    proof: merkleMultiproof(tree, indexes),
  }
}

/** True when the parts lead to the root; a misfit counts as false. */
function leadsTo(root: Uint8Array, parts: Parameters<typeof rootFromMultiproof>[0]): boolean {
  try {
    return equalBytes(root, rootFromMultiproof(parts))
  } catch (error) {
    assert.ok(isMisfit(error), String(error))
    return false
  }
}

function withBitFlipped(bytes: Uint8Array, bit: number): Uint8Array {
  const flipped = Uint8Array.from(bytes)
  flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return flipped
}

for (const { size, root } of vectors.roots) {
  test(`RFC 9162: root over ${size}`, () => assert.equal(toHex(merkleRoot(known.slice(0, size))), root))
}

for (const { size, index, proof } of vectors.proofs) {
  test(`RFC 9162: path of ${index} in ${size}`, () => {
    assert.deepEqual(merkleProof(known.slice(0, size), index).map(toHex), proof)
  })
}

for (const { size, indexes, proof } of vectors.multiproofs) {
  test(`proof of ${indexes.join(', ')} in ${size}`, () => {
    assert.deepEqual(merkleMultiproof(known.slice(0, size), indexes).map(toHex), proof)
  })
}

for (const { name, ...parts } of vectors.invalid) {
  test(`error: ${name}`, () => {
    const bytes = { ...parts, leaves: parts.leaves.map(fromHex), proof: parts.proof.map(fromHex) }
    assert.throws(() => rootFromMultiproof(bytes), isMisfit)
  })
}

test('error: a tree of no leaves, of data that is no leaf, or an index outside it', () => {
  assert.throws(() => merkleRoot([]), isMisfit)
  assert.throws(() => merkleRoot([utf8('not 32 bytes')]), isMisfit)
  assert.throws(() => merkleProof(leaves, 64), isMisfit)
  assert.throws(() => merkleMultiproof(leaves, [1, 1]), isMisfit)
})

test('a leaf is never a node: two leaves joined are not the data of one', () => {
  const [left, right] = leaves as [Uint8Array, Uint8Array]
  assert.ok(!equalBytes(merkleRoot([left, right]), merkleLeaf(Uint8Array.of(...left, ...right))))
})

test('the order of leaves matters', () => {
  assert.ok(!equalBytes(merkleRoot(leaves), merkleRoot(leaves.toReversed())))
})

test('every path of every tree of 1 to 64 leaves leads to its root and to no other', () => {
  for (let size = 1; size <= 64; size++) {
    const tree = leaves.slice(0, size)
    const root = merkleRoot(tree)
    const other = merkleRoot([...tree, merkleLeaf(utf8('one more'))])
    const all = merkleProofs(tree)
    for (const [index, leaf] of tree.entries()) {
      const proof = merkleProof(tree, index)
      assert.deepEqual(proof, all[index])
      assert.ok(verifyMerkleProof({ root, leaf, index, size, proof }))
      assert.ok(!verifyMerkleProof({ root: other, leaf, index, size, proof }))
      assert.ok(size === 1 || !verifyMerkleProof({ root, leaf, index, size, proof: proof.slice(1) }))
    }
  }
})

test('neighbours prove cheaply: 100 of 1,000 in a row need at most 12 nodes', () => {
  const tree = Array.from({ length: 1000 }, (_, index) => merkleLeaf(utf8(`entry ${index}`)))
  const indexes = Array.from({ length: 100 }, (_, index) => 300 + index)
  assert.ok(merkleMultiproof(tree, indexes).length <= 12)
})

test('property: any leaves of a tree and their proof lead to its root', () => {
  fc.assert(
    fc.property(selections, ({ size, indexes }) => leadsTo(merkleRoot(leaves.slice(0, size)), selected(size, indexes))),
    { numRuns: fuzzRuns },
  )
})

test('property: error: a changed leaf or proof never leads to the root', () => {
  fc.assert(
    fc.property(selections, fc.nat(), fc.integer({ min: 0, max: 255 }), ({ size, indexes }, place, bit) => {
      const parts = selected(size, indexes)
      const hashes = [...parts.leaves, ...parts.proof]
      hashes[place % hashes.length] = withBitFlipped(hashes[place % hashes.length] as Uint8Array, bit)
      const changed = { ...parts, leaves: hashes.slice(0, indexes.length), proof: hashes.slice(indexes.length) }
      return !leadsTo(merkleRoot(leaves.slice(0, size)), changed)
    }),
    { numRuns: fuzzRuns },
  )
})

test('property: error: a proof that is cut, lengthened or reordered never leads to the root', () => {
  fc.assert(
    fc.property(selections, fc.constantFrom('cut', 'longer', 'reversed'), ({ size, indexes }, change) => {
      const parts = selected(size, indexes)
      const { proof } = parts
      if (change !== 'longer' && proof.length < (change === 'cut' ? 1 : 2)) return true
      const changes = { cut: proof.slice(1), longer: [...proof, leaves[0] as Uint8Array], reversed: proof.toReversed() }
      return !leadsTo(merkleRoot(leaves.slice(0, size)), { ...parts, proof: changes[change] })
    }),
    { numRuns: fuzzRuns },
  )
})
