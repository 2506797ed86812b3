import { equalBytes } from '@symbolon/protocol/kernel'
import {
  type Checkpoint,
  HASH_BYTES,
  leafHashes,
  parseBundle,
  TILE_WIDTH,
  tileInTree,
  tilePath,
} from '@symbolon/protocol/log'
import { proveGrowth } from './check-growth.ts'
import { logReadingErrors as errors } from './errors.ts'
import type { LogReader } from './log-reader.ts'
import { type LogTiles, readOrWider } from './log-tiles.ts'

const lengthBytes = 2
/** Bytes of a full bundle: the entries of a Symbolon log are commitments of 32 bytes, each behind its length. */
export const BUNDLE_BYTES_MAX = TILE_WIDTH * (lengthBytes + HASH_BYTES)
/** Bundles that are on their way at a time; with the tiles that are kept, all the memory that an audit takes. */
export const BUNDLES_AT_ONCE_MAX = 16

/** What to walk. */
export interface EntryAudit {
  readonly reader: LogReader
  /** Of the checkpoint that is audited. */
  readonly tiles: LogTiles
  /** What was audited before; what it covers is not walked again. */
  readonly from?: Checkpoint | undefined
  /** Told how many more entries are done. */
  readonly onProgress?: (entries: number) => void
}

/**
 * Resolves when every entry since `from` was read and leads to the root of the checkpoint through every tile above it.
 * @returns entries that were read
 * @throws LOG_TILE_UNTRUE, LOG_BUNDLE_INVALID, LOG_TILE_INVALID, LOG_HISTORY_SHRUNK, LOG_HISTORY_FORKED, and as `LogReader.read`
 */
export async function auditEntries({ reader, tiles, from, onProgress }: EntryAudit): Promise<number> {
  const { size } = tiles.checkpoint
  await tiles.rightEdge()
  if (from !== undefined) await proveGrowth(from, tiles)
  const first = Math.floor((from?.size ?? 0) / TILE_WIDTH)
  const end = Math.ceil(size / TILE_WIDTH)
  const walk = { next: first, end: from?.size === size ? first : end }
  const work = async () => {
    for (let index = walk.next++; index < walk.end; index = walk.next++) {
      const width = await auditBundle(index, { reader, tiles }).catch((fault) => {
        walk.end = 0
        throw fault
      })
      onProgress?.(width)
    }
  }
  await Promise.all(Array.from({ length: BUNDLES_AT_ONCE_MAX }, work))
  return from?.size === size ? 0 : size - first * TILE_WIDTH
}

/** Entries of a bundle, whose hashes have to be its tile. */
async function auditBundle(index: number, { reader, tiles }: { reader: LogReader; tiles: LogTiles }): Promise<number> {
  const tile = tileInTree({ level: 0, index, size: tiles.checkpoint.size })
  const bundle = { ...tile, level: 'entries' } as const
  const [served, hashes] = await Promise.all([
    readOrWider(reader, { tile: bundle, bytes_max: BUNDLE_BYTES_MAX }),
    tiles.read(tile),
  ])
  const entries = parseBundle(served.bytes, served.width).slice(0, tile.width)
  const isTile = equalBytes(leafHashes(entries), hashes.subarray(0, tile.width * HASH_BYTES))
  if (!isTile) throw errors.LOG_TILE_UNTRUE({ path: tilePath(bundle) })
  return tile.width
}
