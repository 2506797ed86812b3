import { equalBytes } from '@symbolon/protocol/kernel'
import {
  type Checkpoint,
  edgeTiles,
  emptyTree,
  HASH_BYTES,
  type HashTile,
  hashesOf,
  logErrors,
  perfectRoot,
  TILE_WIDTH,
  type Tile,
  type Tree,
  tileInTree,
  tilePath,
  treeFromTiles,
  treeRoot,
} from '@symbolon/protocol/log'
import { logReadingErrors as errors } from './errors.ts'
import type { LogReader } from './log-reader.ts'

/** Tiles of 8 KiB that are kept, those read last. */
export const TILES_KEPT_MAX = 256

/**
 * The tiles of hashes of a log, as its checkpoint vouches for them: the right edge of the tree has to give the root,
 * and every full tile has to give its hash in the tile above it. What does not is never handed out.
 */
export class LogTiles {
  readonly checkpoint: Checkpoint
  private readonly reader: LogReader
  private readonly kept = new Map<string, Promise<Uint8Array>>()
  private edge: Promise<Tree> | undefined

  constructor(reader: LogReader, checkpoint: Checkpoint) {
    this.reader = reader
    this.checkpoint = checkpoint
  }

  /**
   * The hashes of a tile, as many as asked for or more.
   * @throws LOG_TREE_INVALID where the tree has no such tile, LOG_TILE_UNTRUE, LOG_TILE_INVALID, and as `LogReader.read`
   */
  readonly read = async (tile: HashTile): Promise<Uint8Array> => {
    const whole = tileInTree({ ...tile, size: this.checkpoint.size })
    if (whole.width < tile.width || whole.width === 0) throw logErrors.LOG_TREE_INVALID({ reason: outside })
    if (whole.width === TILE_WIDTH) return await this.keep(whole)
    const { edge } = await this.rightEdge()
    return edge[whole.level] ?? new Uint8Array()
  }

  /** The tree as it was at an earlier size, if it has only grown since. @throws as `read` */
  async treeAt(size: number): Promise<Tree> {
    if (size === 0) return emptyTree
    return treeFromTiles(size, await Promise.all(edgeTiles(size).map(this.read)))
  }

  /** Right edge of the tree of the checkpoint. @throws LOG_TILE_UNTRUE */
  rightEdge(): Promise<Tree> {
    this.edge ??= this.readEdge()
    return this.edge
  }

  private async readEdge(): Promise<Tree> {
    const { size, root } = this.checkpoint
    const tiles = await Promise.all(edgeTiles(size).map((tile) => readTile(this.reader, tile)))
    const tree = treeFromTiles(size, tiles)
    if (!equalBytes(treeRoot(tree), root)) throw errors.LOG_TILE_UNTRUE({ path: 'tile' })
    return tree
  }

  private keep(tile: HashTile): Promise<Uint8Array> {
    const path = tilePath(tile)
    const known = this.kept.get(path)
    const hashes = known ?? this.readFull(tile)
    this.kept.delete(path)
    this.kept.set(path, hashes)
    // A failure is not kept; the caller hears of it.
    if (known === undefined) hashes.catch(() => this.kept.delete(path))
    const [oldest] = this.kept.keys()
    if (this.kept.size > TILES_KEPT_MAX && oldest !== undefined) this.kept.delete(oldest)
    return hashes
  }

  private async readFull(tile: HashTile): Promise<Uint8Array> {
    const at = tile.index % TILE_WIDTH
    const above = { level: tile.level + 1, index: Math.floor(tile.index / TILE_WIDTH), width: at + 1 }
    const [bytes, vouching] = await Promise.all([readTile(this.reader, tile), this.read(above)])
    const expected = vouching.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES)
    if (!equalBytes(perfectRoot(bytes), expected)) throw errors.LOG_TILE_UNTRUE({ path: tilePath(tile) })
    return bytes
  }
}

/** A tile as the log serves it, unverified. @throws LOG_TILE_INVALID, LOG_ANSWER_INVALID, and as `LogReader.read` */
async function readTile(reader: LogReader, tile: HashTile): Promise<Uint8Array> {
  const { bytes } = await readOrWider(reader, { tile, bytes_max: TILE_WIDTH * HASH_BYTES })
  return hashesOf(tile, bytes)
}

/** A log may have dropped a partial tile since the tile was full. @source C2SP tlog-tiles, Partial Tiles */
export async function readOrWider(
  reader: LogReader,
  { tile, bytes_max }: { readonly tile: Tile; readonly bytes_max: number },
): Promise<{ bytes: Uint8Array; width: number }> {
  for (const width of new Set([tile.width, TILE_WIDTH])) {
    const bytes = await reader.read({ path: tilePath({ ...tile, width }), bytes_max })
    if (bytes !== undefined) return { bytes, width }
  }
  throw errors.LOG_ANSWER_INVALID({ url: `${reader.url}/${tilePath(tile)}`, status: 404 })
}

const outside = {
  en: 'the tile lies outside the tree',
  el: 'το πλακίδιο βρίσκεται έξω από το δένδρο',
} as const
