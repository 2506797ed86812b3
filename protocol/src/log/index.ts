export { ENTRY_BYTES_MAX, encodeEntries, parseBundle } from './entry-bundle.ts'
export { logErrors } from './errors.ts'
export { edgeOfLog, emptyLog, type Integration, integrate, type LogEdge, logFromTiles } from './integrate.ts'
export { LOG_SIZE_MAX } from './line-values.ts'
export {
  consistencyTiles,
  type EntryPlace,
  type Growth,
  inclusionTiles,
  proveConsistency,
  proveInclusion,
  type TileReader,
} from './prove.ts'
export { type HashTile, parseTilePath, TILE_LEVEL_MAX, TILE_WIDTH, type Tile, tilePath } from './tile.ts'
export {
  edgeTiles,
  emptyTree,
  growTree,
  hashesOf,
  type Tree,
  treeFromTiles,
  treeRoot,
  type WrittenTile,
} from './tree.ts'
export { emptyRoot, HASH_BYTES, leafHashes, nodeHash } from './tree-hash.ts'
export {
  type ConsistencyClaim,
  type InclusionClaim,
  PROOF_HASHES_MAX,
  verifyConsistency,
  verifyInclusion,
} from './verify.ts'
