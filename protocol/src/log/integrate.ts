import { equalBytes } from '../kernel/index.ts'
import { encodeEntries, parseBundle } from './entry-bundle.ts'
import { invalidTile, TILE_WIDTH, type Tile, tilePath } from './tile.ts'
import { edgeTiles, emptyTree, growTree, type Tree, treeFromTiles, type WrittenTile } from './tree.ts'
import { leafHashes } from './tree-hash.ts'

/** A log as far as its growth needs it: the right edge of its tree and its last entries. */
export interface LogEdge {
  readonly tree: Tree
  /** The entries of the partial bundle, at most 255. */
  readonly entries: readonly Uint8Array[]
}

/** A log that has grown. */
export interface Integration {
  readonly edge: LogEdge
  /** Every tile and bundle that has to be stored before a checkpoint of its root may be signed. */
  readonly tiles: readonly WrittenTile[]
}

/** The log without entries. */
export const emptyLog: LogEdge = { tree: emptyTree, entries: [] }

/**
 * What a log of so many entries is taken up again from: its last entries and one tile for each partial level, so at
 * most four below 16 million entries.
 * @throws LOG_TREE_INVALID
 */
export function edgeOfLog(size: number): Tile[] {
  const width = size % TILE_WIDTH
  const bundle = { level: 'entries', index: Math.floor(size / TILE_WIDTH), width } as const
  return width > 0 ? [bundle, ...edgeTiles(size)] : edgeTiles(size)
}

/**
 * The log of so many entries, from the bytes of `edgeOfLog` in their order. Its entries are held against its leaf
 * hashes; its root, by `treeRoot`, is for the caller to hold against a checkpoint.
 * @throws LOG_TREE_INVALID, LOG_TILE_INVALID, LOG_BUNDLE_INVALID
 */
export function logFromTiles(size: number, tiles: readonly Uint8Array[]): LogEdge {
  if (tiles.length !== edgeOfLog(size).length) throw invalidTile('edge')
  const width = size % TILE_WIDTH
  const [bundle = new Uint8Array(), ...rest] = width > 0 ? tiles : [new Uint8Array(), ...tiles]
  const tree = treeFromTiles(size, rest)
  const entries = parseBundle(bundle, width)
  if (!equalBytes(leafHashes(entries), tree.edge[0] ?? new Uint8Array())) throw invalidTile('entries')
  return { tree, entries }
}

/**
 * The log with new entries behind its last one. The same edge and entries give the same bytes, so a batch can be
 * repeated after a fault; the time it takes depends on the number of new entries alone.
 * @throws LOG_BUNDLE_INVALID for an entry of more than 65,535 bytes
 * @source C2SP tlog-tiles
 */
export function integrate({ tree, entries }: LogEdge, added: readonly Uint8Array[]): Integration {
  const grown = growTree(tree, leafHashes(added))
  const open = [...entries, ...added]
  const bundles = added.length === 0 ? [] : bundlesOf(open, Math.floor(tree.size / TILE_WIDTH))
  const rest = open.slice(open.length - (open.length % TILE_WIDTH))
  return {
    edge: { tree: grown.tree, entries: rest },
    tiles: [...bundles, ...grown.tiles],
  }
}

function bundlesOf(entries: readonly Uint8Array[], first: number): WrittenTile[] {
  const bundles: WrittenTile[] = []
  for (let at = 0; at < entries.length; at += TILE_WIDTH) {
    const held = entries.slice(at, at + TILE_WIDTH)
    const tile = { level: 'entries', index: first + at / TILE_WIDTH, width: held.length } as const
    bundles.push({ tile, path: tilePath(tile), bytes: encodeEntries(held) })
  }
  return bundles
}
