import { type NotedCheckpoint, parseCheckpoint } from '@symbolon/protocol/log'
import type { Queries, Statement } from '../kernel/index.ts'

/** What the world may know of the log: everything that the newest of these covers, and nothing else. */
export interface PublishedCheckpoint {
  readonly size: number
  readonly at: Date
  /** The signed note with the cosignatures that it has by now. @source C2SP tlog-checkpoint */
  readonly note: string
}

/** The newest published checkpoint; nothing before the first one. */
export async function readPublished(queries: Queries): Promise<PublishedCheckpoint | undefined> {
  const [newest] = await queries.query<PublishedCheckpoint>({
    name: 'log_read_published',
    text: 'select size, at, note from log.checkpoint order by size desc limit 1',
  })
  return newest
}

/** Entries that the newest published checkpoint covers. */
export async function readPublishedSize(queries: Queries): Promise<number> {
  const text = 'select coalesce(max(size), 0) as size from log.checkpoint'
  const [newest] = await queries.query<{ size: number }>({ name: 'log_read_published_size', text })
  return newest?.size ?? 0
}

export function checkpointOf({ note }: PublishedCheckpoint): NotedCheckpoint {
  return parseCheckpoint(note)
}

/** One size has one root and its key one signature of it, so whoever was first has written the same. */
export function insertPublished({ size, at, note }: PublishedCheckpoint): Statement {
  return {
    name: 'log_insert_published',
    text: 'insert into log.checkpoint (size, at, note) values ($1, $2, $3) on conflict (size) do nothing',
    values: [size, at, note],
  }
}
