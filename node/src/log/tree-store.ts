import {
  edgeOfLog,
  edgeTiles,
  encodeEntries,
  HASH_BYTES,
  type HashTile,
  type Integration,
  type LogEdge,
  leafHashes,
  logFromTiles,
  TILE_WIDTH,
  type Tile,
  type TileReader,
  tilePath,
  treeFromTiles,
  treeRoot,
  type WrittenTile,
} from '@symbolon/protocol/log'
import type { Queries, Statement } from '../kernel/index.ts'
import type { SealedOpening } from './opening-sealer.ts'
import type { EntrySource } from './ports.ts'

/** Where log.tile keeps entries: below the leaves. */
const entriesLevel = -1

/** An entry's place and what opens it: its salt, which is sealed unless the entry says only what is public. */
export type Opening = { readonly name: string; readonly index: number } & (
  | (SealedOpening & { readonly salt: null })
  | { readonly key: null; readonly sealed: null; readonly salt: Uint8Array }
)

/** Rows of a source that are written with their entries, as far as the source lets them in. */
export interface RowsToWrite extends Required<Pick<EntrySource, 'insert'>> {
  readonly source: string
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

/** The right edge of the stored tree, from which it grows on. @throws LOG_TILE_INVALID when what is stored is not whole */
export async function readEdge(queries: Queries): Promise<LogEdge> {
  const [tree] = await queries.query<{ size: number }>({ name: 'log_read_size', text: 'select size from log.tree' })
  const size = tree?.size ?? 0
  const rows = await queries.query<{ entry: Buffer }>({
    name: 'log_read_tail',
    text: 'select entry from log.entry where index >= $1 order by index',
    values: [size - (size % TILE_WIDTH)],
  })
  const tail = rows.map(({ entry }) => new Uint8Array(entry))
  const edge = edgeOfLog(size)
  const stored = await readTiles(queries, edge)
  const bytes = edge.map((tile, i) => {
    if (tile.level === 'entries') return encodeEntries(tail)
    return tile.level === 0 ? leafHashes(tail) : (stored[i] ?? new Uint8Array())
  })
  return logFromTiles(size, bytes)
}

/** The root of the stored tree when it had so many whole tiles of entries; nothing where it has less, or holes. */
export async function readRootAt(queries: Queries, size: number): Promise<Uint8Array | undefined> {
  const tiles = edgeTiles(size)
  const [[tree], stored] = await Promise.all([
    queries.query<{ size: number }>({ name: 'log_read_size', text: 'select size from log.tree' }),
    readTiles(queries, tiles),
  ])
  const bytes = stored.filter((tile) => tile !== undefined)
  const isThere = tiles.every(({ width }, i) => (bytes[i]?.length ?? 0) >= width * HASH_BYTES)
  return isThere && (tree?.size ?? 0) >= size ? treeRoot(treeFromTiles(size, bytes)) : undefined
}

/** What is stored of the tiles, in their order: as wide as asked or wider, and nothing where there is none. */
export async function readTiles(queries: Queries, tiles: readonly Tile[]): Promise<(Uint8Array | undefined)[]> {
  const rows = await queries.query<{ bytes: Buffer | null }>({
    name: 'log_read_tiles',
    text: `select t.bytes from unnest($1::smallint[], $2::bigint[]) with ordinality asked (level, index, place)
      left join log.tile t on t.level = asked.level and t.index = asked.index order by asked.place`,
    values: [tiles.map(({ level }) => storedLevel(level)), tiles.map(({ index }) => index)],
  })
  return rows.map(({ bytes }) => bytes ?? undefined)
}

/** Reads the tiles of a proof in one statement; what is not stored is empty, which proves nothing. */
export async function readerOf(queries: Queries, tiles: readonly HashTile[]): Promise<TileReader> {
  const stored = await readTiles(queries, tiles)
  const byPath = new Map(tiles.map((tile, i) => [tilePath(tile), stored[i]]))
  return async (tile) => byPath.get(tilePath(tile)) ?? new Uint8Array()
}

/**
 * One step of growth in one statement, which answers with a row when the tree was as large as believed, and else leaves
 * everything as it is. Entries wait as rows until their bundle is full: a read then writes its 32 bytes and not a tile.
 * The leaf of a row that its source does not let in any more has no opening, and is noise.
 */
export function growStatement(
  from: number,
  grown: Integration,
  { openings, rows = [] }: { readonly openings: readonly Opening[]; readonly rows?: readonly RowsToWrite[] },
): Statement {
  const { size } = grown.edge.tree
  const open = size - grown.edge.entries.length
  const first = Math.max(from, open)
  const tiles = grown.tiles.filter(isKept)
  const toWrite = new Set(rows.flatMap((written) => written.rows.map(({ name }) => name)))
  return {
    name: ['log_grow', ...rows.map(({ source }) => source)].join('_'),
    text: growText(rows),
    values: [
      from,
      size,
      from < open ? open : 0,
      first,
      grown.edge.entries.slice(first - open),
      openings.map(({ name }) => name),
      openings.map(({ index }) => index),
      openings.map(({ key }) => key),
      openings.map(({ sealed }) => sealed),
      openings.map(({ salt }) => salt),
      tiles.map(({ tile }) => storedLevel(tile.level)),
      tiles.map(({ tile }) => tile.index),
      tiles.map(({ tile }) => tile.width),
      tiles.map(({ bytes }) => bytes),
      openings.map(({ name }) => toWrite.has(name)),
      ...rows.map((written) => JSON.stringify(written.rows)),
    ],
  }
}

/** Parameters of the statement that come before the rows that are written. */
const growParameters = 15

function growText(rows: readonly RowsToWrite[]): string {
  const written = rows.map(({ source, insert }, i) => {
    const json = `(select $${growParameters + 1 + i}::json from moved)`
    return { source: `written_${source}`, sql: insert(json) }
  })
  const names =
    written.map(({ source }) => `select name from ${source}`).join(' union all ') ||
    'select null::text as name where false'
  return `with moved as (
    update log.tree set size = $2 where size = $1 returning size
  ), ${written.map(({ source, sql }) => `${source} as (${sql}), `).join('')}written as (${names}
  ), dropped as (
    delete from log.entry where index < $3 and exists (select from moved)
  ), entered as (
    insert into log.entry (index, entry)
    select $4::bigint + e.place - 1, e.entry from moved, unnest($5::bytea[]) with ordinality e (entry, place)
  ), opened as (
    insert into log.opening (name, index, key, sealed, salt)
    select o.name, o.index, o.key, o.sealed, o.salt
    from moved, unnest($6::text[], $7::bigint[], $8::bigint[], $9::bytea[], $10::bytea[], $15::boolean[])
      o (name, index, key, sealed, salt, is_written)
    where not o.is_written or o.name in (select name from written)
  ), tiled as (
    insert into log.tile (level, index, width, bytes)
    select t.* from moved, unnest($11::smallint[], $12::bigint[], $13::smallint[], $14::bytea[]) t
    on conflict (level, index) do update set width = excluded.width, bytes = excluded.bytes
  )
  select array(select name::text from written) as written from moved`
}

/** Partial tiles of leaves and partial bundles are the waiting entries over again. */
function isKept({ tile }: WrittenTile): boolean {
  return tile.width === TILE_WIDTH || (tile.level !== 'entries' && tile.level > 0)
}

function storedLevel(level: number | 'entries'): number {
  return level === 'entries' ? entriesLevel : level
}
