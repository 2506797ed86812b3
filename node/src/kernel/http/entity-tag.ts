import { hash } from 'node:crypto'
import type { App } from '../slice.ts'

/** Answers of routes with `config.etag` carry an ETag; a caller that already has them gets 304. @source RFC 9110 §8.8.3, §13.1.2 */
export function tagEntities(app: App): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    if (!request.routeOptions.config.etag || reply.statusCode !== 200 || !isWhole(payload)) return done(null, payload)
    const tag = `"${hash('sha256', payload, 'base64url').slice(0, 22)}"`
    reply.header('etag', tag).header('cache-control', 'no-cache')
    if (!matches(request.headers['if-none-match'], tag)) return done(null, payload)
    reply.code(304).removeHeader('content-type')
    done(null, '')
  })
}

function isWhole(payload: unknown): payload is string | Buffer {
  return typeof payload === 'string' || Buffer.isBuffer(payload)
}

function matches(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false
  return header.trim() === '*' || header.split(',').some((given) => given.trim().replace(/^W\//, '') === tag)
}
