import { consistencyRanges, type EntryRange, inclusionRanges } from './proof-ranges.ts'
import { type HashTile, TILE_WIDTH, tileInTree, tilePath } from './tile.ts'
import { hashesOf } from './tree.ts'
import { HASH_BYTES, perfectRoot, rootOver } from './tree-hash.ts'

/** Reads one tile; a wider one of the same place is as good. */
export type TileReader = (tile: HashTile) => Promise<Uint8Array>

/** An entry's place in the tree of `size` entries. */
export interface EntryPlace {
  readonly index: number
  readonly size: number
}

/** Two sizes of one log. */
export interface Growth {
  readonly old_size: number
  readonly size: number
}

/** Some hashes of one tile whose root is a perfect tree. */
interface Run {
  readonly tile: HashTile
  readonly start: number
  readonly count: number
}

const heightOfTile = 8

/**
 * The tiles that `proveInclusion` reads, each once: at most five below 16 million entries.
 * @throws LOG_TREE_INVALID
 */
export function inclusionTiles(place: EntryPlace): HashTile[] {
  return tilesUnder(inclusionRanges(place), place.size)
}

/**
 * The hashes that lead from an entry's leaf to the root of a tree, nearest to the leaf first. They are as right as the
 * tiles are: verify the proof before it is handed out. All tiles are asked for at once.
 * @throws LOG_TREE_INVALID, LOG_TILE_INVALID
 * @source RFC 6962 §2.1.1, RFC 9162 §2.1.3.1
 */
export function proveInclusion(place: EntryPlace, read: TileReader): Promise<Uint8Array[]> {
  return hashesUnder({ ranges: inclusionRanges(place), size: place.size, read })
}

/** The tiles that `proveConsistency` reads, each once. @throws LOG_TREE_INVALID */
export function consistencyTiles(growth: Growth): HashTile[] {
  return tilesUnder(consistencyRanges(growth), growth.size)
}

/**
 * The hashes that show that the tree of `old_size` entries is the beginning of the tree of `size`; none when the older
 * one is empty or the same.
 * @throws LOG_TREE_INVALID, LOG_TILE_INVALID
 * @source RFC 6962 §2.1.2, RFC 9162 §2.1.4.1
 */
export function proveConsistency(growth: Growth, read: TileReader): Promise<Uint8Array[]> {
  return hashesUnder({ ranges: consistencyRanges(growth), size: growth.size, read })
}

function tilesUnder(ranges: readonly EntryRange[], size: number): HashTile[] {
  const tiles = ranges.flatMap((range) => runsOf(range, size)).map(({ tile }) => tile)
  return [...new Map(tiles.map((tile) => [tilePath(tile), tile])).values()]
}

async function hashesUnder(of: {
  ranges: readonly EntryRange[]
  size: number
  read: TileReader
}): Promise<Uint8Array[]> {
  const tiles = tilesUnder(of.ranges, of.size)
  const read = await Promise.all(tiles.map(async (tile) => hashesOf(tile, await of.read(tile))))
  const known = new Map(tiles.map((tile, i) => [tilePath(tile), read[i] as Uint8Array]))
  const rootOf = ({ tile, start, count }: Run) => {
    const hashes = known.get(tilePath(tile)) as Uint8Array
    return perfectRoot(hashes.slice(start * HASH_BYTES, (start + count) * HASH_BYTES))
  }
  return of.ranges.map((range) => rootOver(runsOf(range, of.size).map(rootOf)))
}

/** The perfect trees that a range of a tree is made of, the largest first, each in the highest tile that holds it. */
function runsOf({ from, to }: EntryRange, size: number): Run[] {
  const runs: Run[] = []
  for (let at = from; at < to; ) {
    let height = 0
    while (2 ** (height + 1) <= to - at) height++
    runs.push(runOf({ at, height, size }))
    at += 2 ** height
  }
  return runs
}

function runOf({ at, height, size }: { at: number; height: number; size: number }): Run {
  const level = Math.floor(height / heightOfTile)
  const first = at / TILE_WIDTH ** level
  const tile = tileInTree({ level, index: Math.floor(first / TILE_WIDTH), size })
  return { tile, start: first % TILE_WIDTH, count: 2 ** (height % heightOfTile) }
}
