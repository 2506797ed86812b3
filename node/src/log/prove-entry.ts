import {
  HASH_BYTES,
  type HashTile,
  hashesOf,
  inclusionTiles,
  logErrors,
  parseCheckpoint,
  proveInclusion,
  TILE_WIDTH,
  tilePath,
  verifyInclusion,
} from '@symbolon/protocol/log'
import type { Queries } from '../kernel/index.ts'
import type { AnchorFinder, ProvedAnchor } from './newest-anchor.ts'
import { readerOf } from './tree-store.ts'

/** Seconds after which it is worth to ask again for what is not published yet. */
export const PROOF_RETRY_S = 2

/** What shows that an entry stands in the log, for whoever can open its salt, or for anybody where that is in clear. */
export interface EntryProof {
  readonly index: number
  readonly size: number
  /** Nearest to the leaf first. */
  readonly hashes: readonly Uint8Array[]
  /** The signed note. */
  readonly checkpoint: string
  /** Of an entry without a subject. */
  readonly salt: Uint8Array | null
  /** Salt under the opening key: nonce, ciphertext and tag. */
  readonly sealed: Uint8Array | null
  /** The opening key as an age file for its readers. */
  readonly opening_key: Uint8Array | null
  readonly anchor: ProvedAnchor | null
}

export interface ProofParts {
  readonly queries: Queries
  readonly newestAnchorOver: AnchorFinder
}

interface PartsRow {
  readonly index: number | null
  readonly salt: Buffer | null
  readonly sealed: Buffer | null
  readonly opening_key: Buffer | null
  readonly size: number | null
  readonly note: string | null
}

/**
 * The proof of an entry under the newest anchored checkpoint that covers it, else under the newest one; held against its
 * root before it leaves.
 * @throws LOG_PROOF_PENDING, LOG_OPENING_DESTROYED
 */
export async function proveEntry({ queries, newestAnchorOver }: ProofParts, name: string): Promise<EntryProof> {
  const anchor = await newestAnchorOver(name)
  const [parts] = await queries.query<PartsRow>({
    name: 'log_find_proof_parts',
    text: `select o.index, o.salt, o.sealed, k.sealed as opening_key, c.size, c.note
      from log.opening o
      left join log.opening_key k on k.key = o.key
      left join lateral (
        select p.size, p.note from log.checkpoint p
        where p.size > o.index and ($2::bigint is null or p.size = $2) order by p.size desc limit 1
      ) c on true
      where o.name = $1`,
    values: [name, anchor?.size ?? null],
  })
  if (!parts) throw pending()
  const { index, salt, sealed, opening_key, size, note } = parts
  if (index === null) throw logErrors.LOG_OPENING_DESTROYED()
  if (size === null || note === null) throw pending()
  const hashes = await hashesTo(queries, { index, size, root: parseCheckpoint(note).root })
  return { index, size, hashes, checkpoint: note, salt, sealed, opening_key, anchor }
}

/** All tiles come in one statement; the leaf is held against the root. */
async function hashesTo(queries: Queries, place: { index: number; size: number; root: Uint8Array }) {
  const { index, size, root } = place
  const leaves = leafTile(index)
  const others = inclusionTiles(place).filter((tile) => tilePath(tile) !== tilePath(leaves))
  const read = await readerOf(queries, [leaves, ...others])
  const proof = await proveInclusion({ index, size }, read)
  const at = (index % TILE_WIDTH) * HASH_BYTES
  const leaf = hashesOf(leaves, await read(leaves)).subarray(at, at + HASH_BYTES)
  verifyInclusion({ leaf, index, size, proof, root })
  return proof
}

/** Published trees end with a full tile of leaves. */
function leafTile(index: number): HashTile {
  return { level: 0, index: Math.floor(index / TILE_WIDTH), width: TILE_WIDTH }
}

function pending() {
  return logErrors.LOG_PROOF_PENDING({ seconds: PROOF_RETRY_S })
}
