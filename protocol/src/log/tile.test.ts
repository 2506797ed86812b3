import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../kernel/fuzz-runs.ts'
import { SymbolonError } from '../kernel/index.ts'
import { encodeEntries, parseBundle } from './entry-bundle.ts'
import { refusedFor } from './test-log.ts'
import { parseTilePath, type Tile, tilePath } from './tile.ts'

const tiles: fc.Arbitrary<Tile> = fc.record(
  {
    level: fc.oneof(fc.integer({ min: 0, max: 63 }), fc.constant('entries' as const)),
    index: fc.maxSafeNat(),
    width: fc.integer({ min: 1, max: 256 }),
  },
  { noNullPrototype: true },
)

test('the examples of tlog-tiles', () => {
  assert.equal(tilePath({ level: 0, index: 1_234_067, width: 256 }), 'tile/0/x001/x234/067')
  assert.equal(tilePath({ level: 1, index: 0, width: 17 }), 'tile/1/000.p/17')
  assert.deepEqual(parseTilePath('tile/entries/273.p/112'), { level: 'entries', index: 273, width: 112 })
})

test('property: every tile has one path, and every path that is read is the one that is written', () => {
  const characters = fc.string({ unit: fc.constantFrom(...'tile/0129x.pentris'), maxLength: 30 })
  const paths = fc.oneof(
    characters,
    tiles.map(tilePath),
    fc.tuple(tiles, fc.nat(30), fc.string({ maxLength: 2 })).map(spoiled),
  )
  fc.assert(
    fc.property(tiles, (tile) => assert.deepEqual(parseTilePath(tilePath(tile)), tile)),
    { numRuns: fuzzRuns },
  )
  fc.assert(
    fc.property(paths, (path) => {
      try {
        assert.equal(tilePath(parseTilePath(path)), path)
      } catch (error) {
        if (!(error instanceof SymbolonError)) throw error
      }
    }),
    { numRuns: fuzzRuns },
  )
})

const refusals: [string, string][] = [
  ['', 'path'],
  ['tile/0', 'path'],
  ['/tile/0/000', 'path'],
  ['tile/00/000', 'path'],
  ['tile/-1/000', 'path'],
  ['tile/data/000', 'path'],
  ['tile/8/0/000', 'path'],
  ['tile/0/1', 'path'],
  ['tile/0/0001', 'path'],
  ['tile/0/001/234', 'path'],
  ['tile/0/x001', 'path'],
  ['tile/0/000.p/0', 'path'],
  ['tile/0/000.p/01', 'path'],
  ['tile/0/000.p/', 'path'],
  ['tile/0/000\n', 'path'],
  ['tile/0/000/', 'path'],
  ['tile/64/000', 'level'],
  ['tile/0/x000/001', 'index'],
  ['tile/0/x009/x007/x199/x254/x740/992', 'index'],
  ['tile/0/x001/x000/x000/x000/x000/x000/000', 'index'],
  ['tile/0/000.p/256', 'width'],
  ['tile/0/000.p/999', 'width'],
]
for (const [path, words] of refusals) {
  test(`error: LOG_TILE_INVALID for ${JSON.stringify(path)}: ${words}`, () => {
    assert.throws(() => parseTilePath(path), refusedFor('LOG_TILE_INVALID', words))
  })
}

test('error: LOG_TILE_INVALID for a tile that has no path', () => {
  const good = { level: 0, index: 0, width: 1 }
  const bad: [Tile, string][] = [
    [{ ...good, level: 64 }, 'level'],
    [{ ...good, level: 0.5 }, 'level'],
    [{ ...good, index: -1 }, 'index'],
    [{ ...good, index: 2 ** 53 }, 'index'],
    [{ ...good, width: 0 }, 'width'],
    [{ ...good, width: 257 }, 'width'],
  ]
  for (const [tile, words] of bad) assert.throws(() => tilePath(tile), refusedFor('LOG_TILE_INVALID', words))
})

const entryLists = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 256 })

test('property: entries come out of a bundle as they went in, and every bundle has one spelling', () => {
  fc.assert(
    fc.property(entryLists, (entries) => {
      assert.deepEqual(parseBundle(encodeEntries(entries), entries.length).map(plain), entries)
    }),
    { numRuns: 1000 },
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60, max: 9 }), fc.nat(8), (bytes, width) => {
      try {
        assert.deepEqual(encodeEntries(parseBundle(bytes, width)), bytes)
      } catch (error) {
        if (!(error instanceof SymbolonError)) throw error
      }
    }),
    { numRuns: fuzzRuns },
  )
})

test('error: LOG_BUNDLE_INVALID says what is wrong with the bundle', () => {
  const two = Uint8Array.of(0, 1, 7, 0, 0)
  assert.equal(parseBundle(two, 2).length, 2)
  const refused = (bytes: Uint8Array, width: number, words: string) =>
    assert.throws(() => parseBundle(bytes, width), refusedFor('LOG_BUNDLE_INVALID', words))
  refused(two.subarray(0, 4), 2, 'ends inside')
  refused(two.subarray(0, 2), 1, 'ends inside')
  refused(Uint8Array.of(0xff, 0xff, 1), 1, 'ends inside')
  refused(two, 1, 'number of entries')
  refused(two, 3, 'number of entries')
  refused(new Uint8Array(2 * 257), 257, 'number of entries')
  assert.throws(() => encodeEntries([new Uint8Array(65_536)]), refusedFor('LOG_BUNDLE_INVALID', '65,535'))
})

function spoiled([tile, at, text]: [Tile, number, string]): string {
  const path = tilePath(tile)
  return path.slice(0, at) + text + path.slice(at + 1)
}

function plain(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(bytes)
}
