import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { concatBytes, hasCode, sha256, toHex, utf8 } from '../kernel/index.ts'
import { ENTRY_BYTES_MAX, encodeEntries } from './entry-bundle.ts'
import { edgeOfLog, emptyLog, integrate, logFromTiles } from './integrate.ts'
import { toBase64 } from './line-values.ts'
import { grownLog, refusedFor, testEntries, testEntry, vectorsOf } from './test-log.ts'
import { parseTilePath, type Tile, tilePath } from './tile.ts'
import { edgeTiles, emptyTree, growTree, hashesOf, treeFromTiles, treeRoot } from './tree.ts'
import { emptyRoot, leafHashes, nodeHash } from './tree-hash.ts'

interface TreeVectors {
  roots: { size: number; root: string }[]
  trees: { size: number; count: number; tiles: { path: string; sha256: string }[] | null; sha256_of_list: string }[]
  paths: (Tile & { path: string })[]
}
const vectors = vectorsOf<TreeVectors>('tree.json')
const rootAt = new Map(vectors.roots.map(({ size, root }) => [size, root]))

test('vectors tree.json: the roots of Go, entry by entry and in large batches', () => {
  let log = emptyLog
  for (let size = 0; size <= 300; size++) {
    assert.equal(toBase64(treeRoot(log.tree)), rootAt.get(size), `size ${size}`)
    log = integrate(log, [testEntry(size)]).edge
  }
  for (const { size, root } of vectors.roots) assert.equal(toBase64(grownLog(size, 70_000).root), root, `size ${size}`)
})

for (const tree of vectors.trees) {
  test(`vectors tree.json: the tiles of Go for ${tree.size} entries, whatever the batches`, () => {
    for (const batch of [tree.size, 97]) {
      const { store } = grownLog(tree.size, batch)
      const listed = [...store.tiles].map(([path, bytes]) => ({ path: withWidth(path, bytes, tree.size), bytes }))
      const lines = listed.map(({ path, bytes }) => ({ path, sha256: toBase64(sha256(bytes)) }))
      assert.equal(lines.length, tree.count)
      if (tree.tiles) assert.deepEqual(sorted(lines), sorted(tree.tiles))
      const inOrder = lines.toSorted((left, right) => orderOf(left.path) - orderOf(right.path))
      const text = inOrder.map(({ path, sha256: digest }) => `${path} ${digest}\n`).join('')
      assert.equal(toBase64(sha256(utf8(text))), tree.sha256_of_list)
    }
  })
}

test('vectors tree.json: paths are written and read as Go does', () => {
  for (const { path, ...tile } of vectors.paths) {
    assert.equal(tilePath(tile), path)
    assert.deepEqual(parseTilePath(path), tile)
  }
})

test('property: a log taken up from its right edge goes on as if it had never stopped', () => {
  const sizes = fc.integer({ min: 0, max: 1500 })
  fc.assert(
    fc.property(sizes, fc.integer({ min: 0, max: 700 }), (size, added) => {
      const { log, store } = grownLog(size, size || 1)
      const again = logFromTiles(
        size,
        edgeOfLog(size).map((tile) => store.get(tile)),
      )
      const more = testEntries(size, size + added)
      assert.deepEqual(integrate(again, more), integrate(log, more))
    }),
    { numRuns: 100 },
  )
})

test('a restart and a growth by one write and read few tiles, at ten million entries too', () => {
  assert.deepEqual(edgeOfLog(10_000_000).map(tilePath), [
    'tile/entries/x039/062.p/128',
    'tile/0/x039/062.p/128',
    'tile/1/152.p/150',
    'tile/2/000.p/152',
  ])
  const zeros = edgeTiles(10_000_000).map(({ width }) => new Uint8Array(32 * width))
  const { tree, tiles } = growTree(treeFromTiles(10_000_000, zeros), new Uint8Array(32))
  assert.equal(tree.size, 10_000_001)
  assert.deepEqual(
    tiles.map(({ path }) => path),
    ['tile/0/x039/062.p/129'],
  )
})

test('a batch without entries writes nothing', () => {
  assert.deepEqual(integrate(emptyLog, []), { edge: emptyLog, tiles: [] })
  assert.deepEqual(treeRoot(emptyLog.tree), emptyRoot())
})

test('the hash of nothing, of one entry and of two are those of the RFC', () => {
  assert.equal(toHex(emptyRoot()), '0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  const leaves = leafHashes([new Uint8Array(), Uint8Array.of(0)])
  assert.equal(toHex(leaves.subarray(0, 32)), '0x6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d')
  const root = nodeHash(leaves.subarray(0, 32), leaves.subarray(32))
  assert.equal(toHex(root), '0xfac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125')
})

test('error: LOG_TILE_INVALID for an edge with a tile too few, too short, misshapen or of other entries', () => {
  const { store } = grownLog(300)
  const [bundle, leaves, upper] = edgeOfLog(300).map((tile) => store.get(tile)) as [Uint8Array, Uint8Array, Uint8Array]
  logFromTiles(300, [bundle, leaves, upper])
  const refused = (tiles: Uint8Array[], words: string) =>
    assert.throws(() => logFromTiles(300, tiles), refusedFor('LOG_TILE_INVALID', words))
  refused([bundle, leaves], 'one tile for each level')
  refused([bundle, leaves.subarray(32), upper], 'length')
  refused([bundle, leaves.subarray(1), upper], 'length')
  refused([bundle, leaves, new Uint8Array(257 * 32)], 'length')
  refused([bundle, leaves.map((byte, i) => (i === 7 ? byte ^ 1 : byte)), upper], 'entries')
  refused([encodeEntries(testEntries(0, 44)), leaves, upper], 'entries')
  assert.throws(() => treeFromTiles(300, [leaves]), refusedFor('LOG_TILE_INVALID', 'one tile'))
  assert.throws(() => growTree(emptyTree, new Uint8Array(33)), refusedFor('LOG_TILE_INVALID', 'length'))
})

test('a wider tile of the same place is cut, a narrower one is refused', () => {
  const bytes = leafHashes(testEntries(0, 3))
  assert.deepEqual(hashesOf({ level: 0, index: 0, width: 2 }, bytes), bytes.subarray(0, 64))
  assert.throws(() => hashesOf({ level: 0, index: 0, width: 4 }, bytes), refusedFor('LOG_TILE_INVALID', 'length'))
})

test('error: LOG_TREE_INVALID for a size that is none', () => {
  for (const size of [-1, 1.5, Number.NaN, 2 ** 53]) {
    assert.throws(() => edgeTiles(size), refusedFor('LOG_TREE_INVALID', 'size'))
  }
})

test('error: LOG_BUNDLE_INVALID for an entry that no bundle can hold; nothing is written', () => {
  const entry = new Uint8Array(ENTRY_BYTES_MAX)
  assert.equal(integrate(emptyLog, [entry]).tiles.length, 2)
  const larger = concatBytes(entry, Uint8Array.of(0))
  assert.throws(
    () => integrate(emptyLog, [larger]),
    (error) => hasCode(error, 'LOG_BUNDLE_INVALID'),
  )
})

function withWidth(path: string, bytes: Uint8Array, size: number): string {
  const { level, index } = parseTilePath(path)
  const width = level === 'entries' ? Math.min(256, size - 256 * index) : bytes.length / 32
  return tilePath({ level, index, width })
}

/** As the vectors list them: level by level, each bundle behind its tile of leaves. */
function orderOf(path: string): number {
  const { level, index } = parseTilePath(path)
  return level === 'entries' ? 2 * index + 1 : level * 2 ** 40 + 2 * index
}

function sorted<T extends { path: string }>(lines: readonly T[]): T[] {
  return lines.toSorted((left, right) => (left.path < right.path ? -1 : 1))
}
