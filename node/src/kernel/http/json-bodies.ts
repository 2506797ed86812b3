import { readJsonBytes } from '@symbolon/protocol/kernel'
import type { App } from '../slice.ts'
import { JSON_BODY_BYTES_MAX } from './http-limits.ts'

/** JSON bodies are read by the strict reader; octet streams are handed on unread, and whoever takes them sets their limit. */
export function readBodies(app: App): void {
  app.decorateRequest('bodyBytes', undefined)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<Buffer>(
    /^application\/(?:[\w.+-]+\+)?json(?:;|$)/,
    { parseAs: 'buffer', bodyLimit: JSON_BODY_BYTES_MAX },
    (request, bytes, done) => {
      request.bodyBytes = bytes
      try {
        done(null, readJsonBytes(bytes))
      } catch (error) {
        done(error as Error)
      }
    },
  )
  app.addContentTypeParser('application/octet-stream', (_request, stream, done) => done(null, stream))
}
