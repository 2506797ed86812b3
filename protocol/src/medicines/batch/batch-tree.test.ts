import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { equalBytes, fromHex, hasCode, merkleProofs, merkleRoot, toHex } from '../../kernel/index.ts'
import { BATCH_PACKS_MAX } from '../batch-limits.ts'
import { batchNumberOf } from './batch-number.ts'
import { BatchTree, batchTreeSteps, buildBatchTree } from './batch-tree.ts'
import { type LeafPath, packLeaf, verifyLeaf } from './pack-leaf.ts'
import { SALT_BYTES } from './pack-salts.ts'
import { parseSerial, SERIAL_ROW_BYTES } from './serial-rows.ts'
import { batchClass, rowsOf, secret, someSerials } from './test-batch.ts'
import { type BatchVector, batchVectors } from './test-batch-vectors.ts'
import { crownSize_bytes, readCrown, TreeCrown } from './tree-crown.ts'

const vectors: { trees: BatchVector[] } = JSON.parse(
  readFileSync(new URL('../../../../vectors/medicines/batch.json', import.meta.url), 'utf8'),
)
const manyRows = rowsOf(someSerials(20_001))
const treeOf = (count: number) =>
  buildBatchTree({ ...batchClass, secret, serials: manyRows.subarray(0, SERIAL_ROW_BYTES * count) })
const known = new Map<number, BatchTree>()

function knownTree(count: number): BatchTree {
  const tree = known.get(count) ?? treeOf(count)
  known.set(count, tree)
  return tree
}

function pathOf(tree: BatchTree, index: number): LeafPath {
  const { leaf, proof } = tree.proveLeaf(index)
  return { root: tree.root, count: tree.count, index, leaf, proof }
}

function withBitFlipped(bytes: Uint8Array, bit: number): Uint8Array {
  const flipped = Uint8Array.from(bytes)
  flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return flipped
}

/** On which side the siblings from a leaf up stand: what a proof says of index and count. */
function sidesOf(index: number, count: number): string {
  let sides = ''
  for (let [position, width] = [index, count]; width > 1; [position, width] = [position >> 1, (width + 1) >> 1]) {
    if ((position ^ 1) < width) sides += position % 2 === 0 ? 'r' : 'l'
  }
  return sides
}

test('the committed vectors are what node:crypto makes of the definitions', () => {
  assert.deepEqual(vectors, batchVectors())
})

for (const vector of vectors.trees) {
  test(`vector: a batch of ${vector.serials.length}`, () => {
    const serials = rowsOf(vector.serials)
    const tree = buildBatchTree({ ...batchClass, secret: fromHex(vector.secret), serials })
    assert.equal(toHex(tree.root), vector.root)
    assert.equal(batchNumberOf(tree.root).toString(), vector.batch)
    for (const [index, serial] of vector.serials.entries()) {
      const pack = tree.proveLeaf(index)
      assert.equal(toHex(pack.leaf), vector.leaves[index])
      assert.equal(toHex(pack.salt), vector.salts[index])
      assert.deepEqual(pack.proof.map(toHex), vector.proofs[index])
      assert.equal(pack.serial, serial)
      assert.deepEqual(packLeaf({ ...batchClass, serial: parseSerial(serial), salt: pack.salt }), pack.leaf)
    }
  })
}

test('every tree of 1 to 40 packs is that of the kernel, in root and proofs', () => {
  for (let count = 1; count <= 40; count++) {
    const tree = treeOf(count)
    const packs = Array.from({ length: count }, (_, index) => tree.proveLeaf(index))
    const leaves = packs.map(({ serial, salt }) => packLeaf({ ...batchClass, serial, salt }))
    assert.deepEqual(tree.root, merkleRoot(leaves))
    assert.deepEqual(
      packs.map(({ proof }) => proof),
      merkleProofs(leaves),
    )
  }
})

test('trees around the size of one turn of the lanes are those of the kernel', () => {
  for (const count of [8191, 8192, 8193, 16_384, 16_391]) {
    const tree = treeOf(count)
    const leaves = Array.from({ length: count }, (_, index) => tree.proveLeaf(index).leaf)
    assert.deepEqual(tree.root, merkleRoot(leaves))
    for (const index of [0, 7, 8, 8190, count - 1]) assert.ok(verifyLeaf(pathOf(tree, index)))
  }
})

test('property: every pack is proven, and under no other index', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3000 }), fc.nat(), fc.nat(), (count, place, another) => {
      const tree = knownTree(count)
      const path = pathOf(tree, place % count)
      const other = another % count
      assert.ok(verifyLeaf(path))
      assert.equal(verifyLeaf({ ...path, index: other }), other === path.index)
    }),
    { numRuns: Math.ceil(fuzzRuns / 2) },
  )
})

test('every index but its own is refused, in every tree of 1 to 20 packs', () => {
  for (let count = 1; count <= 20; count++) {
    const tree = treeOf(count)
    for (let index = 0; index < count; index++) {
      const path = pathOf(tree, index)
      for (const other of [-1, 0.5, Number.NaN, count, ...Array(count).keys()]) {
        assert.equal(verifyLeaf({ ...path, index: other }), other === index)
      }
    }
  }
})

test('property: error: a changed bit of leaf, root or proof is refused', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3000 }), fc.nat(), fc.nat(), fc.nat(255), (count, place, part, bit) => {
      const path = pathOf(knownTree(count), place % count)
      const parts = [path.leaf, path.root, ...path.proof]
      parts[part % parts.length] = withBitFlipped(parts[part % parts.length] as Uint8Array, bit)
      const [leaf, root, ...proof] = parts as [Uint8Array, Uint8Array, ...Uint8Array[]]
      assert.ok(!verifyLeaf({ ...path, leaf, root, proof }))
    }),
    { numRuns: Math.ceil(fuzzRuns / 2) },
  )
})

test('error: a proof that is longer, shorter or of digests of another size is refused', () => {
  for (const count of [1, 2, 5, 9, 1000]) {
    const path = pathOf(treeOf(count), count - 1)
    assert.ok(verifyLeaf(path))
    assert.ok(!verifyLeaf({ ...path, proof: [...path.proof, path.leaf] }))
    assert.ok(!verifyLeaf({ ...path, leaf: path.leaf.subarray(1) }))
    if (count === 1) continue
    assert.ok(!verifyLeaf({ ...path, proof: path.proof.slice(1) }))
    assert.ok(!verifyLeaf({ ...path, proof: path.proof.slice(0, -1) }))
    assert.ok(!verifyLeaf({ ...path, proof: path.proof.map((node) => node.subarray(1)) }))
  }
})

test('another count is refused wherever it would make another way, and always when it is none', () => {
  for (let count = 1; count <= 40; count++) {
    const tree = treeOf(count)
    for (let index = 0; index < count; index++) {
      const path = pathOf(tree, index)
      for (let other = 1; other <= 80; other++) {
        const isSameWay = index < other && sidesOf(index, other) === sidesOf(index, count)
        assert.equal(verifyLeaf({ ...path, count: other }), isSameWay, `${index} of ${count} as of ${other}`)
      }
    }
    assert.ok(![0, -1, 1.5, BATCH_PACKS_MAX + 1].some((none) => verifyLeaf({ ...pathOf(tree, 0), count: none })))
  }
})

test('a part of what packs have in common that changes, changes every leaf', () => {
  const pack = { ...batchClass, serial: parseSerial('K'), salt: secret }
  const others = [
    { ...pack, gtin: '09506000134369' as typeof pack.gtin },
    { ...pack, lot: 'LOT-42/c' as typeof pack.lot },
    { ...pack, lot: 'LOT-42/' as typeof pack.lot },
    { ...pack, expiry: (pack.expiry + 1) as typeof pack.expiry },
    { ...pack, serial: parseSerial('k') },
    { ...pack, salt: withBitFlipped(secret, 255) },
  ]
  for (const other of others) assert.ok(!equalBytes(packLeaf(other), packLeaf(pack)))
})

test('a tree is opened from its stored crown, which stays below 8.1 bytes a pack', () => {
  const serials = manyRows
  const built = buildBatchTree({ ...batchClass, secret, serials })
  for (const offset of [0, 1, 4]) {
    const bytes = new Uint8Array(offset + built.crown.bytes.length).subarray(offset)
    bytes.set(built.crown.bytes)
    const crown = readCrown({ root: built.root, count: 20_001, bytes })
    const opened = new BatchTree({ ...batchClass, secret, serials }, crown)
    for (const index of [0, 4095, 20_000]) assert.deepEqual(opened.proveLeaf(index), built.proveLeaf(index))
  }
  for (const count of [20_001, 1_000_000, BATCH_PACKS_MAX]) {
    assert.ok(crownSize_bytes(count) + (SERIAL_ROW_BYTES + 8.1) * count < 100 * count)
    assert.ok(crownSize_bytes(count) < 8.1 * count)
  }
  assert.ok(SALT_BYTES * BATCH_PACKS_MAX > crownSize_bytes(BATCH_PACKS_MAX), 'salts are not stored')
})

test('error: MEDICINES_CROWN_INVALID for a crown of another length, root or count', () => {
  const serials = rowsOf(someSerials(100))
  const { root, crown } = buildBatchTree({ ...batchClass, secret, serials })
  const { bytes, count } = crown
  const isRefused = (error: unknown) => hasCode(error, 'MEDICINES_CROWN_INVALID')
  assert.throws(() => readCrown({ root, count, bytes: bytes.subarray(32) }), isRefused)
  assert.throws(() => readCrown({ root, count: 200, bytes }), isRefused)
  assert.throws(() => readCrown({ root: secret, count, bytes }), isRefused)
  assert.throws(() => new BatchTree({ ...batchClass, secret, serials }, new TreeCrown(99)), isRefused)
})

test('error: MEDICINES_INDEX_INVALID for a pack that the batch has not', () => {
  const tree = treeOf(9)
  for (const index of [-1, 9, 1.5, Number.NaN]) {
    assert.throws(
      () => tree.proveLeaf(index),
      (error) => hasCode(error, 'MEDICINES_INDEX_INVALID'),
    )
  }
})

test('error: MEDICINES_BATCH_SIZE for no packs, half a row and one pack too many', () => {
  for (const size of [0, 30, (BATCH_PACKS_MAX + 1) * SERIAL_ROW_BYTES]) {
    assert.throws(
      () => buildBatchTree({ ...batchClass, secret, serials: new Uint8Array(size) }),
      (error) => hasCode(error, 'MEDICINES_BATCH_SIZE'),
    )
  }
})

test('a tree is built in steps, each of which says how far it is; two trees grow side by side', () => {
  const serials = rowsOf(someSerials(20_000))
  const [one, other] = [secret, Uint8Array.from(secret).reverse()]
  const [first, second] = [one, other].map((key) => batchTreeSteps({ ...batchClass, secret: key, serials }))
  const done: number[] = []
  for (let step = first?.next(); step && !step.done; step = first?.next()) {
    done.push(step.value)
    second?.next()
  }
  assert.deepEqual(done.slice(0, 3), [8192, 16_384, 20_000])
  assert.ok(done.every((count, i) => count >= (done[i - 1] ?? 0)))
  let last = second?.next()
  while (last && !last.done) last = second?.next()
  assert.deepEqual(last?.value?.root, buildBatchTree({ ...batchClass, secret: other, serials }).root)
})
