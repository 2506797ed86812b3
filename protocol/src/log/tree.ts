import { concatBytes } from '../kernel/index.ts'
import { isLogSize } from './line-values.ts'
import { invalidPlace } from './proof-ranges.ts'
import { type HashTile, invalidTile, TILE_WIDTH, type Tile, tileInTree, tilePath } from './tile.ts'
import { HASH_BYTES, perfectRoot, rootOver } from './tree-hash.ts'

/** A tree as far as its growth and its root need it: its right edge. */
export interface Tree {
  /** Entries. */
  readonly size: number
  /** For each level from 0 the hashes of its partial tile, one after another; empty where the level ends with a full one. */
  readonly edge: readonly Uint8Array[]
}

/** A tile to be written, with what it holds. */
export interface WrittenTile {
  readonly tile: Tile
  /** Below the prefix of the log. */
  readonly path: string
  readonly bytes: Uint8Array
}

/** The tree without entries. */
export const emptyTree: Tree = { size: 0, edge: [] }

/**
 * The tiles that a tree of so many entries is taken up again from, lowest level first: one for each level whose last
 * tile is partial, so at most three below 16 million entries.
 * @throws LOG_TREE_INVALID
 * @source C2SP tlog-tiles, Partial Tiles
 */
export function edgeTiles(size: number): HashTile[] {
  return levelsOf(size)
    .map((level) => edgeTile(level, size))
    .filter(({ width }) => width > 0)
}

/**
 * The tree of so many entries, from the bytes of its `edgeTiles` in their order. Its root tells whether they are right.
 * @throws LOG_TREE_INVALID, LOG_TILE_INVALID
 */
export function treeFromTiles(size: number, tiles: readonly Uint8Array[]): Tree {
  const expected = edgeTiles(size)
  if (tiles.length !== expected.length) throw invalidTile('edge')
  const edge: Uint8Array[] = levelsOf(size).map(() => new Uint8Array())
  for (const [i, tile] of expected.entries()) edge[tile.level] = hashesOf(tile, tiles[i] as Uint8Array)
  return { size, edge }
}

/** The root of a tree. @source RFC 6962 §2.1 */
export function treeRoot({ edge }: Tree): Uint8Array {
  return rootOver(edge.toReversed().flatMap(perfectSubtrees))
}

/**
 * The tree with new leaf hashes, and every tile of hashes that has to be written before its root may be signed. Takes
 * time by the number of new hashes alone, and the same input gives the same bytes.
 * @param leaves 32 bytes each, one after another, from `leafHashes`
 * @throws LOG_TILE_INVALID when that is no whole number of hashes
 * @source C2SP tlog-tiles, Merkle Tree and Partial Tiles
 */
export function growTree(tree: Tree, leaves: Uint8Array): { tree: Tree; tiles: WrittenTile[] } {
  if (leaves.length % HASH_BYTES !== 0) throw invalidTile('bytes')
  const size = tree.size + leaves.length / HASH_BYTES
  const edge = [...tree.edge]
  const tiles: WrittenTile[] = []
  let added = leaves
  for (let level = 0; added.length > 0; level++) {
    const run = concatBytes(edge[level] ?? new Uint8Array(), added)
    const first = Math.floor(tree.size / TILE_WIDTH ** (level + 1))
    const cut = cutIntoTiles(run, { level, first })
    tiles.push(...cut.tiles)
    edge[level] = cut.rest
    added = cut.roots
  }
  return { tree: { size, edge }, tiles }
}

/**
 * The hashes of a tile as wide as asked; a wider tile of the same place, which a store may hold by now, is cut.
 * @throws LOG_TILE_INVALID when it is shorter, or no whole tile
 */
export function hashesOf(tile: HashTile, bytes: Uint8Array): Uint8Array {
  const size_bytes = tile.width * HASH_BYTES
  const isTile = bytes.length % HASH_BYTES === 0 && bytes.length <= TILE_WIDTH * HASH_BYTES
  if (!isTile || bytes.length < size_bytes) throw invalidTile('bytes')
  return bytes.subarray(0, size_bytes)
}

function cutIntoTiles(run: Uint8Array, at: { level: number; first: number }) {
  const full = Math.floor(run.length / (TILE_WIDTH * HASH_BYTES))
  const tiles: WrittenTile[] = []
  const roots = new Uint8Array(full * HASH_BYTES)
  for (let i = 0; i * TILE_WIDTH * HASH_BYTES < run.length; i++) {
    const bytes = run.subarray(i * TILE_WIDTH * HASH_BYTES, (i + 1) * TILE_WIDTH * HASH_BYTES)
    const tile = { level: at.level, index: at.first + i, width: bytes.length / HASH_BYTES }
    tiles.push({ tile, path: tilePath(tile), bytes })
    if (i < full) roots.set(perfectRoot(bytes), i * HASH_BYTES)
  }
  return { tiles, roots, rest: run.slice(full * TILE_WIDTH * HASH_BYTES) }
}

/** The roots of the perfect trees that a partial tile is made of, the largest first. */
function perfectSubtrees(hashes: Uint8Array): Uint8Array[] {
  const roots: Uint8Array[] = []
  let at = 0
  for (let width = TILE_WIDTH / 2; width >= 1; width /= 2) {
    const size_bytes = width * HASH_BYTES
    if (hashes.length - at < size_bytes) continue
    roots.push(perfectRoot(hashes.subarray(at, at + size_bytes)))
    at += size_bytes
  }
  return roots
}

function edgeTile(level: number, size: number): HashTile {
  const index = Math.floor(size / TILE_WIDTH ** (level + 1))
  return tileInTree({ level, index, size })
}

/** 0 for the leaves, and so on while a level has a hash. */
function levelsOf(size: number): number[] {
  if (!isLogSize(size)) throw invalidPlace('size')
  const levels: number[] = []
  for (let hashes = size; hashes > 0; hashes = Math.floor(hashes / TILE_WIDTH)) levels.push(levels.length)
  return levels
}
