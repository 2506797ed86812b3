import { readFile } from 'node:fs/promises'
import type { App } from '../kernel/index.ts'

const page = new URL(import.meta.resolve('@symbolon/protocol/verification-page.html'))

/** /verify: the page that verifies proofs in a browser, by itself. Only its own script may run in it, and nothing loads. */
export function verificationPageRoute(app: App): void {
  app.get('/verify', { schema: { hide: true }, config: { etag: true } }, async (_request, reply) => {
    const html = await readFile(page, 'utf8')
    const [, policy = "default-src 'none'"] = /Content-Security-Policy" content="([^"]+)"/.exec(html) ?? []
    reply.header('content-security-policy', `${policy}; frame-ancestors 'none'`)
    return reply.type('text/html; charset=utf-8').send(html)
  })
}
