import { kernelErrors } from '@symbolon/protocol/kernel'
import {
  encodeEntries,
  hashesOf,
  logErrors,
  parseBundle,
  parseTilePath,
  TILE_WIDTH,
  type Tile,
} from '@symbolon/protocol/log'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App, Database } from '../kernel/index.ts'
import type { LogIdentity } from './log-identity.ts'
import { readPublished, readPublishedSize } from './published.ts'
import { readTiles } from './tree-store.ts'

const text = 'text/plain; charset=utf-8'
/** What a tile holds is the same for ever. */
const forEver = 'public, max-age=31536000, immutable'
const checkpoint_s_max = 5

export interface LogRouteParts {
  readonly database: Database
  readonly epoch_s: number
  identity(): LogIdentity
}

/**
 * The log as every reader of the format follows it: what the newest published checkpoint covers, and nothing beyond, so
 * that neither sizes nor partial tiles tell how much happened. @source C2SP tlog-tiles
 */
export function logRoutes(app: App, { database, epoch_s, identity }: LogRouteParts): void {
  // The format is not ours to describe.
  const route = { schema: { hide: true }, onRequest: inviteEveryPage } as const
  const briefly = `public, max-age=${Math.max(1, Math.min(checkpoint_s_max, Math.floor(epoch_s / 2)))}`
  app.get('/log/checkpoint', route, async (_request, reply) => {
    const published = await readPublished(database)
    if (published === undefined) throw logErrors.LOG_NOT_PUBLISHED()
    return reply.type(text).header('cache-control', briefly).send(published.note)
  })
  app.get('/log/key', route, async (_request, reply) => reply.type(text).send(`${identity().verifier_key}\n`))
  app.get<{ Params: { '*': string } }>('/log/tile/*', route, async (request, reply) => {
    const bytes = await publishedTile(database, parseTilePath(`tile/${request.params['*']}`))
    if (bytes === undefined) throw kernelErrors.KERNEL_NOT_FOUND()
    return reply.type('application/octet-stream').header('cache-control', forEver).send(bytes)
  })
}

/**
 * A page of any site may read the answer, a refusal too: to follow the log should need no server of one's own, and the
 * answer is the same for everybody. @source WHATWG Fetch, CORS protocol
 */
function inviteEveryPage(_request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  reply.header('access-control-allow-origin', '*')
  done()
}

/** What the tile holds, as wide as it was asked for; nothing unless the newest published checkpoint covers all of it. */
async function publishedTile(database: Database, tile: Tile): Promise<Buffer | undefined> {
  const [size, [stored]] = await Promise.all([readPublishedSize(database), readTiles(database, [tile])])
  const { level, index, width } = tile
  const covered = level === 'entries' ? size : Math.floor(size / TILE_WIDTH ** level)
  if (stored === undefined || index * TILE_WIDTH + width > covered) return undefined
  if (level !== 'entries') return Buffer.from(hashesOf({ level, index, width }, stored))
  return Buffer.from(encodeEntries(parseBundle(stored, TILE_WIDTH).slice(0, width)))
}
